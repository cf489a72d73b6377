import { PersonalData } from './personal-data.ts';
import { PersonalDataRegistry } from './personal-data.registry.ts';

const noRows = () => (async function* () {})();

class Letters extends PersonalData {
  readonly module = 'letters';
  override readonly files = ['sent', 'received'].map((name) => ({
    name,
    about: `${name} letters`,
    collections: ['letters'],
    rows: noRows,
  }));
  constructor(registry: PersonalDataRegistry) {
    super(registry);
  }
}
class Counters extends PersonalData {
  readonly module = 'counters';
  override readonly notExported = { counters: 'A counter.' };
  override readonly impersonal = ['catalogue'];
  constructor(registry: PersonalDataRegistry) {
    super(registry);
  }
}

describe('the registry of personal data', () => {
  it('knows what every module registered, in one order', () => {
    const registry = new PersonalDataRegistry();
    new Letters(registry);
    new Counters(registry);
    expect(registry.modules.map(({ module }) => module)).toEqual(['counters', 'letters']);
    expect(registry.files.map(({ name }) => name)).toEqual(['received', 'sent']);
    expect(registry.notExported).toEqual({ counters: 'A counter.' });
    expect(registry.impersonal).toEqual(['catalogue']);
  });

  it('refuses two modules of one name, whose erasures could not be told apart', () => {
    const registry = new PersonalDataRegistry();
    new Letters(registry);
    new Letters(registry);
    expect(() => registry.modules).toThrow('"letters"');
  });
});
