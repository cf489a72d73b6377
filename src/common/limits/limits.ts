/** So many within so many seconds, counted from the first. */
export interface Limit {
  points: number;
  seconds: number;
}

/** Every limit on requests. Far above what people do, far below what hurts. */
export const LIMITS = {
  /** Requests of one address: an office or a school may sit behind it. */
  'request-address': { points: 1_200, seconds: 60 },
  /** Requests of one account, and of one of its devices. */
  'request-account': { points: 900, seconds: 60 },
  'request-device': { points: 600, seconds: 60 },
  /** Sign-ups, codes and forgotten passwords of one address: each costs a message or a hash. */
  'account-work': { points: 60, seconds: 3_600 },
  /** Copies of everything known of one account: each reads it all. */
  export: { points: 5, seconds: 86_400 },
  /** Sign-ins that failed: of one account from one network, of any from one network, of one account from networks it was never used from. */
  'sign-in-pair': { points: 10, seconds: 900 },
  'sign-in-network': { points: 100, seconds: 900 },
  'sign-in-strangers': { points: 30, seconds: 900 },
} as const satisfies Record<string, Limit>;
export type LimitName = keyof typeof LIMITS;
