import { BarberWrites } from './barber-writes.ts';

it('a profile is saved inside a unit of work only, in which it was read', () => {
  const bare = Object.create(BarberWrites.prototype) as BarberWrites;
  expect(() => bare.save({} as never, {})).toThrow('belongs inside a unit of work');
});
