export const LOGGER = Symbol('LOGGER');
export const ERROR_REPORTER = Symbol('ERROR_REPORTER');
