/** The environment, for the entry points (main, start, command-line tools); everything else takes the validated `Config`. */
export const readEnvironment = (): NodeJS.ProcessEnv => process.env;
