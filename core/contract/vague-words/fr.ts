/** Les mots français qui laissent une marge d'interprétation. French words that leave room for interpretation; written as in en.ts. */
export const frenchVagueWords = `
# How well something is done
standard: raisonnabl*
standard: déraisonnabl*
standard: efforts raisonnables
standard: efforts commercialement raisonnables
standard: tous les efforts
standard: meilleurs efforts
standard: tous moyens
standard: tous les moyens
standard: moyens nécessaires
standard: toute diligence
standard: diligences nécessaires
standard: règles de l'art
standard: bonnes pratiques
standard: état de l'art
standard: en bon père de famille
standard: en bonne et due forme
standard: satisfaisant*
standard: à la satisfaction
standard: approprié*
standard: inapproprié*
standard: adéquat*
standard: inadéquat*
standard: adapté*
standard: suffisant*
standard: suffisamment
standard: insuffisant*
standard: convenabl*
standard: acceptabl*
standard: conforme aux usages
standard: usages de la profession
standard: bonne foi

# When
time: meilleurs délais
time: dans les meilleurs délais
time: dans les plus brefs délais
time: plus brefs délais
time: dans un délai raisonnable
time: délai raisonnable
time: préavis raisonnable
time: sans délai
time: sans retard
time: sans retard injustifié
time: sans délai injustifié
time: dès que possible
time: aussitôt que possible
time: aussi tôt que possible
time: au plus tôt
time: promptement
time: rapidement
time: immédiatement
time: en temps utile
time: en temps voulu
time: le moment venu
time: régulièrement
time: périodiquement
time: ponctuel*
time: temporair*
time: occasionnel*
time: à bref délai
time: à tout moment

# How much
degree: substantiel*
degree: sensibl*
degree: sensiblement
degree: significatif*
degree: significative*
degree: important*
degree: considérabl*
degree: notabl*
degree: matériellement
degree: manquement grave
degree: gravement
degree: excessi*
degree: anormal*
degree: disproportionné*
degree: minim*
degree: accessoire*
degree: accessoirement
degree: essentiellement
degree: principalement
degree: généralement
degree: en général
degree: environ
degree: approximati*
degree: similair*
degree: comparabl*
degree: équivalent*
degree: habituel*
degree: usuel*
degree: normal
degree: normale
degree: normales
degree: normaux
degree: normalement
degree: courant
degree: courante
degree: courants
degree: courantes
degree: raisonnablement nécessaire*
degree: dans toute la mesure du possible
degree: dans la mesure du possible
degree: autant que possible
degree: le plus possible
degree: indu
degree: indue
degree: indument
- données sensibles
- donnée sensible
- compte courant

# Which, for what
scope: toute finalité licite
scope: toutes finalités licites
scope: toute fin licite
scope: toute finalité
scope: toutes fins utiles
scope: à toutes fins
scope: quelque raison que ce soit
scope: quelle qu'en soit la cause
scope: quelle que soit
scope: quel que soit
scope: notamment
scope: de manière générale
scope: d'une manière générale
scope: sans que cette liste soit limitative
scope: sans que cette liste soit exhaustive
scope: liste non exhaustive
scope: non limitative
scope: y compris mais sans s'y limiter
scope: y compris, mais sans s'y limiter,
scope: y compris sans limitation
scope: sans limitation
scope: et autres
scope: entre autres
scope: etc
scope: et cætera
scope: intérêt légitime
scope: intérêts légitimes
scope: motif légitime
scope: motifs légitimes
scope: juste motif
scope: usage normal
scope: usage prévu
scope: fins professionnelles

# On what condition
condition: le cas échéant
condition: si nécessaire
condition: si besoin
condition: en cas de besoin
condition: au besoin
condition: en tant que de besoin
condition: selon les besoins
condition: autant que de besoin
condition: s'il y a lieu
condition: s'il l'estime nécessaire
condition: si possible
condition: lorsque cela est possible
condition: selon le cas
condition: selon les cas
condition: selon les circonstances
condition: si les circonstances
condition: sous réserve de disponibilité
condition: dans la limite des stocks disponibles
condition: dans la limite du possible
condition: en principe
condition: sauf exception
condition: éventuel
condition: éventuelle
condition: éventuels
condition: éventuelles
condition: éventuellement
condition: dans la mesure nécessaire
condition: mesures nécessaires
condition: toute mesure nécessaire

# Who decides
discretion: discrétion
discretion: à sa discrétion
discretion: à sa seule discrétion
discretion: à son entière discrétion
discretion: discrétionnair*
discretion: discrétionnairement
discretion: à sa convenance
discretion: à son gré
discretion: de son choix
discretion: qu'il juge
discretion: qu'elle juge
discretion: juge utile
discretion: juge nécessaire
discretion: estime nécessaire
discretion: jugé* nécessaire*
discretion: jugé* utile*
discretion: pouvoir d'appréciation
discretion: libre appréciation
discretion: appréciation souveraine
discretion: se réserve le droit
discretion: se réserve la faculté
discretion: se réserve la possibilité
discretion: d'un commun accord
discretion: à convenir
`;
