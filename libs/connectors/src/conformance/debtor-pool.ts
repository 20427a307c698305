/** The customers that `NewInvoice.debtor` names by their place, each but the first made when it is first named. */
export function debtorPool<T>(first: T, add: (name: string) => T): (place?: number) => T {
  const known = new Map([[0, first]]);
  return (place = 0) => {
    const debtor = known.get(place) ?? add(`Kunde ${place}`);
    known.set(place, debtor);
    return debtor;
  };
}
