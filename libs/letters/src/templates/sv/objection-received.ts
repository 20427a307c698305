/** The objection has arrived and everything waits. */
export const objectionReceived = `--- subject
Vi har tagit emot din invändning, ärende {{ case }}
--- letter
{% include 'sv/hello' %}

Tack för att du sade till. {{ objection.received }} fick vi det här från dig om kravet från {{ creditor }}:

- {{ objection.about }}

{{ say.paused }} {{ say.answerBy }}

Har du mer som kan hjälpa oss att förstå, till exempel bilder, kvitton eller e-post, så skicka det gärna.

{% include 'sv/bye' %}
--- sms
Hej! Vi har tagit emot din invändning i ärende {{ case }}. Ärendet vilar medan vi utreder det. Frågor? Ring oss på {{ telephone }} ({{ hours }}). Hälsningar {{ collector }}
`;
