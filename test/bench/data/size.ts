/** The size of the dataset. Every number in the description of the dataset comes from here. */
export interface Size {
  cities: number;
  barbers: number;
  /** Barbers with a long history, and the past bookings of each. Their open time is measured. */
  old: { barbers: number; past: number };
  /** Barbers with a short history, and the past bookings of each. */
  young: { barbers: number; past: number };
  /** Barbers without past bookings who take the measured bookings: half for the floor, half for the application. */
  booked: number;
  /** Customers who have all future visits. */
  regulars: number;
  /** Customers who make the measured bookings. Both kinds of customers have past visits. */
  newcomers: number;
}

export const FULL: Size = {
  cities: 20,
  barbers: 20_000,
  old: { barbers: 40, past: 2_000 },
  young: { barbers: 12_000, past: 10 },
  booked: 1_000,
  regulars: 1_000,
  newcomers: 5_000,
};

export const SMALL: Size = {
  cities: 2,
  barbers: 400,
  old: { barbers: 4, past: 100 },
  young: { barbers: 100, past: 10 },
  booked: 100,
  regulars: 50,
  newcomers: 100,
};

export const SEED = 20_261_120;

export const pastBookings = ({ old, young }: Size): number => old.barbers * old.past + young.barbers * young.past;
