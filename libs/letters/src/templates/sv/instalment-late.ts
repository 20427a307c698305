/** An instalment did not come: contact first, not default. */
export const instalmentLate = `--- subject
Vi saknar delbetalning {{ instalment.number }}, ärende {{ case }}
--- letter
{% include 'sv/hello' %}

Delbetalning {{ instalment.number }} av {{ instalment.of }} till {{ creditor }} har inte kommit fram. Kanske glömdes den bara bort, eller kanske har något ändrats. Ditt avtal gäller fortfarande.

[[summary]]

Om planen inte passar längre gör vi hellre en ny tillsammans med dig. Hör av dig, så ordnar vi det på telefon. {{ say.ifLate }}

{% include 'sv/help' %}

{% include 'sv/bye' %}
--- sms
Hej! Delbetalning {{ instalment.number }} i ärende {{ case }} har inte kommit fram. Avtalet gäller fortfarande. Passar planen inte längre? Ring oss på {{ telephone }} ({{ hours }}), så gör vi en ny tillsammans. Hälsningar {{ collector }}
`;
