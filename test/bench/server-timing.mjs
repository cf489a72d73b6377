/**
 * Preloaded into servers whose own time is measured: how long they had a request, in a `server-timing` header. The same few
 * microseconds for the application and its floor.
 */
import { subscribe } from 'node:diagnostics_channel';
import { ServerResponse } from 'node:http';

const began = Symbol('began');

subscribe('http.server.request.start', ({ response }) => {
  response[began] = performance.now();
});

const { writeHead } = ServerResponse.prototype;
ServerResponse.prototype.writeHead = function (...args) {
  this.setHeader('server-timing', `total;dur=${(performance.now() - this[began]).toFixed(3)}`);
  return writeHead.apply(this, args);
};
