/** A word before an instalment falls due. */
export const instalmentReminder = `--- subject
Delbetalning {{ instalment.number }} av {{ instalment.of }} förfaller {{ instalment.due }}
--- letter
{% include 'sv/hello' %}

Delbetalning {{ instalment.number }} av {{ instalment.of }} till {{ creditor }} förfaller {{ instalment.due }}. Vi påminner om det nu, så att du slipper hålla reda på det själv. Du är på väg. {{ say.remains }}

[[summary]]

# Blir det svårt den här gången?

Ring oss före förfallodagen. {{ say.talkToUs }}

{% include 'sv/bye' %}
--- sms
Hej! Vi påminner om delbetalning {{ instalment.number }} av {{ instalment.of }}, som förfaller {{ instalment.due }} (ärende {{ case }}). Blir det svårt den här gången? Ring oss på {{ telephone }} ({{ hours }}). Hälsningar {{ collector }}
`;
