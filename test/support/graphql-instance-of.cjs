/**
 * As `graphql/jsutils/instanceOf` is in production. Its other form looks, for every field of an answer, whether a second copy of the
 * package is loaded: a tenth of the time that Xledger's simulator takes in tests.
 */
exports.instanceOf = (value, constructor) => value instanceof constructor;
