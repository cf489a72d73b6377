import { z } from 'zod';
import { line, text } from '../../../common/shapes/fields.ts';
import { pageOf, pageQuery } from '../../../common/shapes/pagination.ts';
import { Money } from '../../../common/money/money.ts';
import type { Plain } from '../../../common/database/plain.ts';
import type { ServiceRecord } from './service.schema.ts';

const fields = {
  name: line(100),
  description: text(1_000).or(z.literal('')),
  category: line(50),
  /** Minutes. */
  duration: z.int().min(5).max(720),
  price: Money,
};

export const CreateService = z
  .strictObject({ ...fields, description: fields.description.default('') })
  .meta({ id: 'CreateService' });
export type CreateService = z.infer<typeof CreateService>;

export const ChangeService = z.strictObject(fields).partial().meta({ id: 'ChangeService' });
export type ChangeService = z.infer<typeof ChangeService>;

export const ListServices = z.strictObject({ q: text(100).optional(), ...pageQuery });
export type ListServices = z.infer<typeof ListServices>;

export const ServiceView = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    category: z.string(),
    duration: z.int(),
    price: Money,
  })
  .meta({ id: 'Service' });
export type ServiceView = z.infer<typeof ServiceView>;
export const ServicePage = pageOf(ServiceView).meta({ id: 'ServicePage' });

export const toServiceView = ({ tokens: _tokens, ...record }: Plain<ServiceRecord>): ServiceView => record;
