import type { ComponentType } from 'react';
import type { Language } from '../i18n/language.js';
import type { Me } from '../session/me.js';

export interface PageModule {
  readonly default: ComponentType;
}

/** A page, loaded when somebody first goes there. */
export interface FeaturePage {
  /** Example: `/companies/$creditorId/history`. A part with `$` is read with `useParams`. */
  readonly path: string;
  readonly load: () => Promise<PageModule>;
}

type Icon = ComponentType<{ size?: number; stroke?: number }>;

export interface NavigationEntry {
  readonly to: string;
  readonly label: Readonly<Record<Language, string>>;
  readonly icon: Icon;
  /** Who sees it; the hub decides who may. Default: everybody. */
  readonly shownTo?: (me: Me) => boolean;
}

/** A tab of a company's page. */
export interface CompanyTab {
  /** Below `/companies/$creditorId`. Example: `history`; empty for the first. */
  readonly path: string;
  readonly label: Readonly<Record<Language, string>>;
  readonly icon: Icon;
  readonly load: () => Promise<PageModule>;
  readonly shownTo?: (me: Me) => boolean;
}

/** What one area of the portal brings; listed in `features.ts`. */
export interface Feature {
  /** Pages of their own, within the frame. */
  readonly pages?: readonly FeaturePage[];
  /** Pages that are shown without a session, outside of the frame. */
  readonly publicPages?: readonly FeaturePage[];
  readonly navigation?: readonly NavigationEntry[];
  readonly companyTabs?: readonly CompanyTab[];
}
