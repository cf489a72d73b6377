import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A connection to a server that tests can cut and repair. While it is cut, the server seems to be away. */
export class TcpLink {
  private readonly sockets = new Set<Socket>();

  private readonly server: Server;
  readonly url: string;

  private constructor(server: Server, url: string) {
    this.server = server;
    this.url = url;
  }

  static async open(target: string): Promise<TcpLink> {
    const { hostname, port } = new URL(target);
    const server = createServer((near) => {
      const far = connect(Number(port), hostname);
      for (const [socket, other] of [
        [near, far],
        [far, near],
      ] as const) {
        link.sockets.add(socket);
        socket
          .on('error', () => undefined)
          .on('close', () => {
            link.sockets.delete(socket);
            other.destroy();
          });
        socket.pipe(other);
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = new URL(target);
    url.port = `${(server.address() as AddressInfo).port}`;
    const link = new TcpLink(server, url.href);
    return link;
  }

  /** Ends one open connection at any point of its data. `which` chooses the connection, from 0 up to 1. */
  tear(which: number): void {
    [...this.sockets][Math.floor(which * this.sockets.size)]?.destroy();
  }

  async cut(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.sockets.forEach((socket) => socket.destroy());
    await closed;
  }

  async mend(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(Number(new URL(this.url).port), '127.0.0.1', resolve));
  }
}
