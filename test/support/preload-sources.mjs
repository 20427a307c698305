/** Runs before each test file that reaches a database: asked for by many modules at once, Jest would read the hub's sources for each of them. */
import '../../node_modules/.cache/kravhub-sources/parts/apps-hub.mjs';
