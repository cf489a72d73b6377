import type { FieldCrypto } from '../../../common/crypto/field-crypto.ts';
import type { InboxItem } from './deliveries.dto.ts';
import type { StoredDelivery } from './deliveries.repository.ts';
import { DATA, TO } from './delivery.schema.ts';
import { render, toHtml, type DeliveryTemplate } from './message-templates.ts';

/** Returns a delivery in readable form: decrypts the delivery and renders its text. */
export function viewOf(crypto: FieldCrypto, delivery: StoredDelivery): InboxItem {
  const { id, channel, userId, template, language, at, ...sealed } = delivery;
  const data = JSON.parse(crypto.decrypt(DATA, sealed.data)) as Record<string, unknown>;
  const { subject, text } = render(template as DeliveryTemplate, data);
  return {
    id,
    channel,
    template,
    language,
    data,
    text,
    to: crypto.decrypt(TO, sealed.to.value),
    ...(userId && { userId }),
    ...(channel !== 'sms' && { subject }),
    ...(channel === 'email' && { html: toHtml({ subject, text }) }),
    at: at.toISOString(),
  };
}
