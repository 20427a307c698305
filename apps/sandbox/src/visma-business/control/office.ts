import { unrealOrganizationNumber } from '../../demo/identifiers.js';
import { emailFor } from '../../demo/names.js';
import { ControlError } from '../../control/control-api.js';
import type { Company } from '../company.js';
import { BLANK_DETAILS } from '../fill.js';
import type { Access, Person, Principal } from '../oauth/principals.js';
import type { Associate, Batch } from '../rows.js';
import type { World } from '../world.js';
import type { VismaCompanyChange, VismaCompanySpec, VismaCustomerSpec, VismaPersonSpec } from './specs.js';

/** Companies, people and their access, customers, and what a company has set up. */
export class VismaBusinessOffice {
  constructor(protected readonly world: World) {}

  addCompany(spec: VismaCompanySpec = {}): Company {
    const { world } = this;
    const name = spec.name ?? `Prøveselskap ${world.companies.size + 1} AS`;
    const office = spec.isOutsideFirm === true ? world.addOffice(name) : world.firm;
    const company = world.addCompany({
      name,
      organizationNumber: spec.organizationNumber ?? unrealOrganizationNumber(world.random),
      email: emailFor(name),
      officeId: office.id,
      currency: spec.currency ?? 'NOK',
    });
    this.changeCompany(company.id, spec);
    return company;
  }

  /** A new matching method holds for what is posted from here on. */
  changeCompany(companyId: number, { matchingMethod, calculatesInterest }: VismaCompanyChange): void {
    const company = this.company(companyId);
    if (matchingMethod !== undefined) {
      if (![0, 1, 2, 3, 4, 5].includes(matchingMethod))
        throw new ControlError(`${String(matchingMethod)} is no matching method; 0 to 5 are.`);
      company.matchingMethod = matchingMethod;
    }
    if (calculatesInterest !== undefined) company.calculatesInterest = calculatesInterest;
    this.world.changes += 1;
  }

  addPerson({ name = 'Nora Nybakk', email, access = {} }: VismaPersonSpec): Person {
    const person = this.world.addPerson(name, email ?? emailFor(name, 'meg'));
    for (const [companyId, group] of Object.entries(access))
      this.setAccess(Number(companyId), group, person.id);
    return person;
  }

  /** An access group in a company for a person or a service's client; null takes it away. Default the first person. */
  setAccess(companyId: number, access: Access | null, principalId?: string): void {
    const { id } = this.company(companyId);
    const principal = this.principal(principalId);
    if (access === null) principal.access.delete(id);
    else principal.access.set(id, access);
    this.world.changes += 1;
  }

  addCustomer(companyId: number, spec: VismaCustomerSpec = {}): Associate {
    const company = this.company(companyId);
    const name = spec.name ?? `Kunde ${company.associates.size + 1} AS`;
    const associate = company.addAssociate({
      ...BLANK_DETAILS,
      companyNo: unrealOrganizationNumber(this.world.random),
      emailAddress: emailFor(name),
      addressLine1: 'Prøveveien 1',
      postCode: '0580',
      postalArea: 'OSLO',
      ...spec,
      name,
    });
    this.world.changes += 1;
    return associate;
  }

  changeCustomer(companyId: number, customerNo: number, change: VismaCustomerSpec): Associate {
    const associate = this.customer(companyId, customerNo);
    associate.details = { ...associate.details, ...change };
    this.world.changed(associate);
    return associate;
  }

  /** `month` is `YYYY-MM`. */
  setPeriodClosed(companyId: number, month: string, isClosed: boolean): void {
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
      throw new ControlError(`"${month}" is not of the form YYYY-MM.`);
    this.company(companyId).books.setPeriodClosed(month, isClosed);
    this.world.changes += 1;
  }

  setAccountActive(companyId: number, accountNo: number, isActive: boolean): void {
    const account = this.company(companyId).accounts.get(accountNo);
    if (!account) throw new ControlError(`Company ${companyId} has no account ${accountNo}.`, 404);
    account.isActive = isActive;
    this.world.changes += 1;
  }

  /** A voucher series that has run out has no number left to suggest. */
  endSeries(companyId: number, seriesNo: number): void {
    const series = this.company(companyId).series.get(seriesNo);
    if (!series) throw new ControlError(`Company ${companyId} has no voucher series ${seriesNo}.`, 404);
    series.last = series.next - 1;
    this.world.changes += 1;
  }

  /** Somebody suspends a batch that waits, or lets it go again. */
  setBatchSuspended(companyId: number, batchNo: number, isSuspended: boolean): Batch {
    const batch = this.company(companyId).batches.get(batchNo);
    if (!batch) throw new ControlError(`Company ${companyId} has no batch ${batchNo}.`, 404);
    batch.suspended = isSuspended ? 1 : 0;
    this.world.changes += 1;
    return batch;
  }

  company(companyId: number): Company {
    const company = this.world.companies.get(companyId);
    if (!company) throw new ControlError(`There is no company ${companyId}.`, 404);
    return company;
  }

  customer(companyId: number, customerNo: number): Associate {
    const associate = this.company(companyId).customers.get(customerNo);
    if (!associate) throw new ControlError(`Company ${companyId} has no customer ${customerNo}.`, 404);
    return associate;
  }

  /** A person by `sub`, or a service by its client's id. Default the first person. */
  principal(id?: string): Principal {
    const { people, serviceApp } = this.world;
    if (id === serviceApp.clientId) return serviceApp.principal;
    const person = id === undefined ? [...people.values()][0] : people.get(id);
    if (!person) throw new ControlError(`There is nobody called ${id}.`, 404);
    return person;
  }
}
