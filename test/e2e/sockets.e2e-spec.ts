import { io, type Socket } from 'socket.io-client';
import { bootApp, type TestApp } from '../support/app.ts';
import { signUp } from '../support/people.ts';

describe('the socket handshake', () => {
  let app: TestApp;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    app = await bootApp();
  });
  afterAll(async () => {
    sockets.forEach((socket) => socket.disconnect());
    await app.close();
  });

  /** The error's problem when refused, else undefined. */
  const connect = (token?: string): Promise<any> =>
    new Promise((resolve) => {
      const socket = io(app.http.url, { auth: { token }, transports: ['websocket'], reconnection: false });
      sockets.push(socket);
      socket.on('connect', () => resolve(undefined));
      socket.on('connect_error', (error: Error & { data?: unknown }) => resolve(error.data));
    });

  it('lets in who is signed in', async () => {
    const { token } = await signUp(app.http, 'customer');
    expect(await connect(token)).toBeUndefined();
  });

  it('refuses strangers with a problem', async () => {
    for (const token of [undefined, '', 'nonsense'])
      expect(await connect(token)).toMatchObject({ status: 401, code: 'unauthenticated' });
  });

  it('refuses the token of an ended session', async () => {
    const { http, token } = await signUp(app.http, 'customer');
    await http.post('/auth/signout');
    expect(await connect(token)).toMatchObject({ status: 401 });
  });
});
