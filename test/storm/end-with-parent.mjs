/** Every node of a storm preloads this file, so that nodes end when their runner is killed. */
process.channel?.unref();
process.on('disconnect', () => process.exit(1));
