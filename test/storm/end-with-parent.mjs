/** Preloaded into every node of a storm: a runner that is killed takes its nodes with it. */
process.channel?.unref();
process.on('disconnect', () => process.exit(1));
