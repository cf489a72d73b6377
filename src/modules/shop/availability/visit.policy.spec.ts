import type { Problem } from '../../../common/errors/problem.ts';
import { shortestVisit, visitOf } from './visit.policy.ts';

const [CUT, BEARD, WASH] = [
  { serviceId: 'cut', duration: 45, price: { amount: 3_500 } },
  { serviceId: 'beard', duration: 30, price: { amount: 1_500 } },
  { serviceId: 'wash', duration: 10, price: { amount: 0 } },
];
const OFFERED = [CUT, BEARD, WASH];

describe('a visit', () => {
  it.each([
    [['cut'], 45, 3_500],
    [['beard', 'cut'], 75, 5_000],
    [['wash', 'beard', 'cut'], 85, 5_000],
  ])('of %j takes %d minutes and costs %d, its services in the order they were asked for', (ids, minutes, amount) => {
    const visit = visitOf(OFFERED, ids);
    expect(visit).toMatchObject({ minutes, amount });
    expect(visit.services.map(({ serviceId }) => serviceId)).toEqual(ids);
  });

  it('of a service that the barber does not offer is refused', () => {
    const refusal = (work: () => unknown) => {
      try {
        return work();
      } catch (error) {
        return (error as Problem).code;
      }
    };
    expect(refusal(() => visitOf(OFFERED, ['cut', 'shave']))).toBe('service-not-offered');
  });

  it('is never shorter than the shortest service', () => {
    expect(shortestVisit(OFFERED)).toBe(10);
    expect(shortestVisit([])).toBe(Infinity);
  });
});
