import { BarberWrites } from './barber-writes.ts';

it('a profile is saved only in a unit of work, in which the profile was read', () => {
  const bare = Object.create(BarberWrites.prototype) as BarberWrites;
  expect(() => bare.save({} as never, {})).toThrow('belongs inside a unit of work');
});
