/**
 * English words that leave room for interpretation, one entry a line: what kind of room, then the words. A star at the end of a word stands
 * for any ending ("reasonabl*": reasonable, reasonably). Case does not matter. The longest entry that fits is
 * the one that counts. A line that begins with "-" takes words out again that an entry above would find.
 */
export const englishVagueWords = `
# How well something is done
standard: reasonabl*
standard: unreasonabl*
standard: commercially reasonabl*
standard: reasonable effort*
standard: reasonable endeavo*
standard: commercially reasonable effort*
standard: commercially reasonable endeavo*
standard: best effort*
standard: best endeavo*
standard: good faith effort*
standard: diligent effort*
standard: due care
standard: due diligence
standard: good industry practice
standard: industry standard*
standard: industry-standard
standard: best practice*
standard: generally accepted
standard: professional manner
standard: workmanlike manner
standard: satisfactor*
standard: to the satisfaction of
standard: appropriate*
standard: inappropriate*
standard: adequate*
standard: inadequate*
standard: sufficient*
standard: proper
standard: properly
standard: suitabl*
standard: acceptabl*
standard: state of the art
standard: state-of-the-art
standard: user-friendly
- appropriated
- due diligence investigation*

# When
time: prompt
time: promptly
time: timely
time: in a timely manner
time: without delay
time: without undue delay
time: undue delay
time: as soon as possible
time: as soon as practicable
time: as soon as reasonably practicable
time: as soon as reasonably possible
time: at the earliest opportunity
time: immediately
time: forthwith
time: expeditious*
time: within a reasonable time
time: within a reasonable period
time: reasonable time
time: reasonable notice
time: reasonable advance notice
time: from time to time
time: periodic*
time: regular*
time: in due course
time: shortly
time: temporar*
time: occasional*
- regular business hours
- regular mail
- immediately preceding
- immediately prior
- immediately following
- immediately before
- immediately after
- immediately available funds

# How much
degree: substantial*
degree: insubstantial*
degree: materially
degree: immaterial*
degree: in all material respects
degree: material breach*
degree: material adverse
degree: material change*
degree: material default*
degree: material effect*
degree: material impact*
degree: material term*
degree: material obligation*
degree: material part*
degree: material portion*
degree: material respect*
degree: material provision*
degree: material aspect*
degree: material harm
degree: material error*
degree: material failure*
degree: material misrepresentation*
degree: is material
degree: are material
degree: significant*
degree: considerabl*
degree: undu*
degree: excessive*
degree: minimal*
degree: minor
degree: de minimis
degree: negligibl*
degree: nominal*
degree: incidental*
degree: ancillary
degree: generally
degree: primarily
degree: principally
degree: mainly
degree: largely
degree: approximately
degree: essentially
degree: similar
degree: comparabl*
degree: customar*
degree: usual*
degree: normal*
degree: typical*
degree: ordinary course
degree: routine*
degree: to the extent practicable
degree: to the extent possible
degree: to the maximum extent
- incidental, consequential
- incidental damages
- incidental or consequential
- indirect, incidental

# Which, for what
scope: any lawful purpose*
scope: all lawful purposes
scope: lawful purpose*
scope: any purpose*
scope: any reason
scope: any and all
scope: including without limitation
scope: including, without limitation,
scope: including but not limited to
scope: including, but not limited to,
scope: among other things
scope: and the like
scope: or the like
scope: and so on
scope: etc
scope: other similar
scope: related purpose*
scope: related service*
scope: legitimate business
scope: legitimate interest*
scope: business purpose*
scope: authorized purpose*
scope: authorised purpose*
scope: intended use
scope: intended purpose*

# On what condition
condition: as needed
condition: as necessary
condition: if necessary
condition: where necessary
condition: when necessary
condition: as appropriate
condition: if appropriate
condition: where appropriate
condition: as applicable
condition: if applicable
condition: where applicable
condition: as required
condition: if required
condition: where required
condition: as the case may be
condition: where possible
condition: if possible
condition: where practicable
condition: where feasible
condition: if feasible
condition: whenever possible
condition: practicabl*
condition: feasibl*
condition: to the extent necessary
condition: to the extent applicable
condition: unless impracticable
condition: circumstances permitting
condition: subject to availability
condition: as circumstances require

# Who decides
discretion: sole discretion
discretion: sole and absolute discretion
discretion: absolute discretion
discretion: reasonable discretion
discretion: discretion
discretion: discretionary
discretion: as it sees fit
discretion: sees fit
discretion: deems appropriate
discretion: deems necessary
discretion: deems fit
discretion: deems advisable
discretion: may deem
discretion: in its opinion
discretion: in its judgment
discretion: reasonable judgment
discretion: sole judgment
discretion: reasonable opinion
discretion: at its option
discretion: satisfactory to
discretion: mutually agree*
discretion: to be agreed
`;
