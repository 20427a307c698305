/** A word before an instalment falls due. */
export const instalmentReminder = `--- subject
Avdrag {{ instalment.number }} av {{ instalment.of }} forfaller {{ instalment.due }}
--- letter
{% include 'nb/hello' %}

Avdrag {{ instalment.number }} av {{ instalment.of }} til {{ creditor }} forfaller {{ instalment.due }}. Vi minner om det nå, så du slipper å huske det selv. Du er på vei. {{ say.remains }}

[[summary]]

# Blir det vanskelig denne gangen?

Ring oss før forfall. {{ say.talkToUs }}

{% include 'nb/bye' %}
--- sms
Hei! Vi minner om avdrag {{ instalment.number }} av {{ instalment.of }}, som forfaller {{ instalment.due }} (sak {{ case }}). Blir det vanskelig denne gangen? Ring oss på {{ telephone }} ({{ hours }}). Hilsen {{ collector }}
`;
