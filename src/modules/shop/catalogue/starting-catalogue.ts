import type { CreateService } from './catalogue.dto.ts';

type Entry = Omit<CreateService, 'price'> & { amount: number };

/** The services with which a new city starts. Amounts are in minor units of the requested currency. */
const ENTRIES: Entry[] = [
  {
    name: 'Haircut',
    description: 'Scissors or clipper cut, washed and styled',
    category: 'hair',
    duration: 30,
    amount: 2_500,
  },
  {
    name: 'Skin fade',
    description: 'Clipper fade down to the skin with a sharp line-up',
    category: 'hair',
    duration: 45,
    amount: 3_000,
  },
  {
    name: 'Buzz cut',
    description: 'One length all over with the clipper',
    category: 'hair',
    duration: 15,
    amount: 1_500,
  },
  { name: 'Kids cut', description: 'Haircut for children under twelve', category: 'hair', duration: 30, amount: 1_800 },
  {
    name: 'Beard trim',
    description: 'Beard shaped, trimmed and oiled',
    category: 'beard',
    duration: 15,
    amount: 1_500,
  },
  {
    name: 'Hot towel shave',
    description: 'Cut-throat razor shave with hot towels',
    category: 'beard',
    duration: 30,
    amount: 2_800,
  },
  {
    name: 'Haircut and beard',
    description: 'The full service: haircut and beard trim',
    category: 'packages',
    duration: 45,
    amount: 3_500,
  },
  { name: 'Hair colour', description: 'Full colour or grey blending', category: 'colour', duration: 60, amount: 4_500 },
];

export const startingCatalogue = (currency: string): CreateService[] =>
  ENTRIES.map(({ amount, ...service }) => ({ ...service, price: { amount, currency } }));
