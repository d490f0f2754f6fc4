"""Words that say nothing by themselves, in the languages of the interface. A query drops them
while it has others; phrases keep them."""

STOP_WORDS = frozenset(
    # English
    "a an and are as at be but by for from has have how in into is it its of on or our that the "
    "their there these they this to was we were what when which with "
    # Spanish
    "al con de del el ella en es esta este la las lo los no o para por que se su sus un una y "
    # Catalan
    "amb el els en és i la les o per què s un una "
    # German
    "auf aus bei das dem den der des die ein eine einer für im ist mit nicht oder und von wie zu "
    "zum zur "
    # French
    "au aux avec ce ces dans de des du est et la le les ou par pas pour que qui sur un une".split()
)
