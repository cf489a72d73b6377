/** The largest number of requests (`points`) within a number of seconds, counted from the first request. */
export interface Limit {
  points: number;
  seconds: number;
}

/** Every limit on requests. The numbers are far above normal use and far below what would harm the platform. */
export const LIMITS = {
  /** Requests from one address. A whole office or school may share one address. */
  'request-address': { points: 1_200, seconds: 60 },
  /** Requests of one account, and of one device of an account. */
  'request-account': { points: 900, seconds: 60 },
  'request-device': { points: 600, seconds: 60 },
  /** Sign-ups, codes and forgotten passwords from one address. Each of them costs a message or a password hash. */
  'account-work': { points: 60, seconds: 3_600 },
  /** Exports of one account. Each export reads all data of the account. */
  export: { points: 5, seconds: 86_400 },
  /**
   * Failed sign-ins: to one account from one network, to any account from one network, and to one account from networks that the
   * account has never used.
   */
  'sign-in-pair': { points: 10, seconds: 900 },
  'sign-in-network': { points: 100, seconds: 900 },
  'sign-in-strangers': { points: 30, seconds: 900 },
} as const satisfies Record<string, Limit>;
export type LimitName = keyof typeof LIMITS;
