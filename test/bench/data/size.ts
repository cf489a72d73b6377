/** How much of everything; every number of the dataset's description comes from here. */
export interface Size {
  cities: number;
  barbers: number;
  /** Barbers with a long history, and past bookings of each; their open time is what is measured. */
  old: { barbers: number; past: number };
  /** Barbers with a short one. */
  young: { barbers: number; past: number };
  /** Barbers without a past, who take the bookings that are measured: half for the floor, half for the application. */
  booked: number;
  /** Customers who have all the visits to come. */
  regulars: number;
  /** Customers who make the bookings that are measured; both have a past. */
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
