/**
 * Imported first: packages look at this once, when they are loaded, and the simulators' GraphQL then leaves out checks
 * that only help whoever builds a schema.
 */
process.env['NODE_ENV'] = 'production';
