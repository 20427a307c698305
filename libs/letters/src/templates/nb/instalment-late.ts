/** An instalment did not come: contact first, not default. */
export const instalmentLate = `--- subject
Vi savner avdrag {{ instalment.number }}, sak {{ case }}
--- letter
{% include 'nb/hello' %}

Avdrag {{ instalment.number }} av {{ instalment.of }} til {{ creditor }} har ikke kommet fram. Kanskje er det bare glemt, eller kanskje har noe endret seg. Avtalen din gjelder fortsatt.

[[summary]]

Passer ikke planen lenger, lager vi heller en ny sammen med deg. Ta kontakt, så gjør vi det på telefonen. {{ say.ifLate }}

{% include 'nb/help' %}

{% include 'nb/bye' %}
--- sms
Hei! Avdrag {{ instalment.number }} i sak {{ case }} har ikke kommet fram. Avtalen gjelder fortsatt. Passer ikke planen lenger, ring oss på {{ telephone }} ({{ hours }}), så lager vi en ny sammen. Hilsen {{ collector }}
`;
