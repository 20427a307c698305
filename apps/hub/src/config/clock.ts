/** Injects the hub's only source of time: `@Inject(CLOCK) private readonly clock: Clock`. */
export const CLOCK = Symbol('Clock');
