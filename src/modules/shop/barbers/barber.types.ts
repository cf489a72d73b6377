import type { Plain } from '../../../common/database/plain.ts';
import type { BarberRecord } from './barber.schema.ts';

export type Barber = Plain<BarberRecord>;
export type BarberBrief = Pick<Barber, 'id' | 'name' | 'address' | 'visits' | 'approved'>;
