"""What to do about findings of several kinds that have the same remedy."""

from profiles.finding import Wording

NOTHING_TO_DO = Wording(de="Hier ist nichts zu tun.", en="Nothing has to be done.")
PROFILE_THAT_HAS_IT = Wording(
    de="Wo es im XML stehen soll, wählen Sie ein Profil, das es kennt; sonst ist nichts zu tun.",
    en="Where the XML is to hold it, choose a profile that knows it; else nothing has to be done.",
)
SYNTAX_THAT_HAS_IT = Wording(
    de="Wo es im XML stehen soll, wählen Sie die andere Syntax oder ein Profil, das es kennt; "
    "sonst ist nichts zu tun.",
    en="Where the XML is to hold it, choose the other syntax or a profile that knows it; else "
    "nothing has to be done.",
)
