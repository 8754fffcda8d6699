// Azurite's Table service prints the port it was asked for, which is 0, and not the one it got.
const { Server } = require('net');
const listen = Server.prototype.listen;
Server.prototype.listen = function (...settings) {
  this.once('listening', () => console.log(`It successfully listens on http://127.0.0.1:${this.address().port}`));
  return listen.apply(this, settings);
};
