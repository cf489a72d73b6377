import { toConditions } from './search-filter.ts';

test('without conditions every listed barber is found', () => {
  expect(toConditions({})).toEqual({ listed: true });
});

test('service and price are one condition on one line of the price list', () => {
  expect(toConditions({ serviceId: 's', maxPrice: 0 })).toEqual({
    listed: true,
    services: { $elemMatch: { serviceId: 's', 'price.amount': { $lte: 0 } } },
  });
});

test('false and 0 are conditions too', () => {
  expect(toConditions({ online: false, bookable: false, minRating: 0 })).toEqual({
    listed: true,
    isOnline: false,
    bookable: false,
    rating: { $gte: 0 },
  });
});

test('every word must begin a word of the barber, or one of the services is offered', () => {
  const { $and } = toConditions({ text: { words: ['tony', 'cut'], serviceIds: ['s'] } });
  expect($and).toEqual([
    {
      $or: [{ $and: [{ searchTokens: /^tony/ }, { searchTokens: /^cut/ }] }, { 'services.serviceId': { $in: ['s'] } }],
    },
  ]);
});

test('an unknown bound does not exclude anybody', () => {
  const before = new Date();
  expect(toConditions({ freeBefore: before }).$and).toEqual([
    { $or: [{ nextFreeFrom: null }, { nextFreeFrom: { $lt: before } }] },
  ]);
});
