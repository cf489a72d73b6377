import { createRest } from './rest.ts';

const paymentMethod = 'in_person' as const;
const visit = { barberId: 'b', serviceIds: ['s'], startAt: '2030-01-01T10:00:00Z', paymentMethod };
const answering = (status: number, problem: object) =>
  createRest({
    url: 'http://nowhere',
    fetch: () => Promise.resolve(new Response(JSON.stringify(problem), { status })),
  });

it('knows by its types with which codes an operation can refuse', async () => {
  const { error } = await answering(409, { status: 409, code: 'slot-taken' }).POST('/bookings', { body: visit });

  expect(error?.code === 'slot-taken').toBe(true);
  // @ts-expect-error: a new booking is never refused with this code
  expect(error?.code === 'stale-version').toBe(false);
});
