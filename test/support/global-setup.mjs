/** Before any test: what all of them share. */
import { bundleVendor } from './vendor-bundle.mjs';

export default function globalSetup() {
  return bundleVendor();
}
