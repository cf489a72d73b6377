import { deflateSync } from 'node:zlib';
import { faultOfPdf } from './pdf-check.ts';

const pdf = (...objects: (string | Buffer)[]): Buffer =>
  Buffer.concat([
    Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n'),
    ...objects.map((part) => Buffer.from(part as string)),
    Buffer.from('\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n'),
  ]);
const packed = (content: string | Buffer, header = '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode') =>
  Buffer.concat([
    Buffer.from(`5 0 obj\n<< ${header} >>\nstream\n`),
    deflateSync(content),
    Buffer.from('\nendstream\nendobj\n'),
  ]);

describe('a PDF', () => {
  it('that only shows pages is taken, with objects packed or not', () => {
    expect(faultOfPdf(pdf())).toBeNull();
    expect(faultOfPdf(pdf(packed('6 0 << /Type /Font /BaseFont /Helvetica >>')))).toBeNull();
    expect(faultOfPdf(pdf('<< /OpenAction [3 0 R /FitH null] /Author (Ann /JSmith) >>'))).toBeNull();
  });

  it('whose pictures happen to spell a short name is taken', () => {
    expect(faultOfPdf(pdf('7 0 obj\n<< /Length 9 >>\nstream\n\x01/JS \x02/EF \nendstream\nendobj'))).toBeNull();
  });

  it.each(['JavaScript', 'JS', 'Launch', 'EmbeddedFile', 'EmbeddedFiles', 'RichMedia', 'SubmitForm', 'GoToR', 'XFA'])(
    'that acts or brings files along is refused: /%s',
    (name) => {
      expect(faultOfPdf(pdf(`8 0 obj\n<< /S /${name} /X (x) >>\nendobj`))).toContain(name);
      expect(faultOfPdf(pdf(packed(`8 0 << /S /${name} /X (x) >>`)))).toContain(name);
    },
  );

  it('that spells such a name with # is refused', () => {
    expect(faultOfPdf(pdf('<< /S /J#61va#53cript >>'))).toContain('JavaScript');
    expect(faultOfPdf(pdf(packed('8 0 << /S /#4caunch >>')))).toContain('Launch');
  });

  it('that cannot be looked into is refused: encrypted, packed twice, hidden, broken, or swelling', () => {
    const dark = 'This PDF cannot be looked into.';
    expect(faultOfPdf(pdf('<< /Encrypt 9 0 R >>'))).toContain('Encrypt');
    expect(faultOfPdf(pdf(packed('x', '/Type /ObjStm /Filter [/ASCIIHexDecode /FlateDecode]')))).toBe(dark);
    expect(faultOfPdf(pdf(packed('x', '/Type /Obj#53tm /Filter /FlateDecode')))).toBe(dark);
    expect(faultOfPdf(pdf('<< /Type /ObjStm /Filter /FlateDecode >>\nstream\nnot packed\nendstream'))).toBe(dark);
    expect(faultOfPdf(pdf(packed(Buffer.alloc(50_000_000))))).toBe(dark);
  });

  it('that has something before it or behind it is refused', () => {
    expect(faultOfPdf(Buffer.concat([Buffer.from('MZ'), pdf()]))).toBe('This PDF is not whole.');
    expect(faultOfPdf(Buffer.concat([pdf(), Buffer.from('<script>alert(1)</script>')]))).toBe('This PDF is not whole.');
    expect(faultOfPdf(pdf().subarray(0, -8))).toBe('This PDF is not whole.');
  });
});
