import { render, toHtml } from './message-templates.ts';

test('what people typed is no markup in an email', () => {
  const html = toHtml({ subject: '<b>', text: 'Hi <script>alert("x")</script> & co' });
  expect(html).not.toContain('<script>');
  expect(html).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; co');
});

test('an address of a page can be followed, and nothing else', () => {
  const html = toHtml({ subject: 's', text: 'See https://grome.test/a?b=1&c=2 or javascript:alert(1)' });
  expect(html).toContain('<a href="https://grome.test/a?b=1&amp;c=2">');
  expect(html).not.toContain('href="javascript');
});

test('a code is in the subject, where a locked phone shows it', () => {
  expect(render('verify-code', { code: '012345', minutes: 10 }).subject).toContain('012345');
});

test('a rejection says why, if somebody wrote it', () => {
  expect(render('verification-rejected', { notes: 'The photograph is dark.' }).text).toContain(
    'The reason: The photograph is dark.',
  );
  expect(render('verification-rejected', { notes: '' }).text).not.toContain('reason');
});

test('a message that lacks something is not made', () => {
  expect(() => render('verify-code', { minutes: 10 })).toThrow();
});
