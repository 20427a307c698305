import type { CasePath } from './one-case.js';
import type { Order } from './orders.js';

/** Of a part of the case's page: which case, and how it asks for the form of an order. */
export interface PartProps {
  readonly path: CasePath;
  readonly onOrder: (order: Order) => void;
}
