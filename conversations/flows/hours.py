"""什么时候我不先开口，按哪里的钟：安静时段和时区，都能改。"""

from conversations.effects import LiveBy
from conversations.flow import Ask, Branch, Choose, Finish, Flow, Notes
from conversations.ring_times import quiet_hours, zone_told
from conversations.scene import Scene
from conversations.zones import chosen_quiet, chosen_zone

ME = "hours"


def has_quiet(notes: Notes, scene: Scene) -> str:
    return "show" if scene.hours.quiet_from != scene.hours.quiet_until else "show_never"


HOURS = Flow(
    ME,
    (
        Branch("start", has_quiet, to=("show", "show_never")),
        Choose("show", quiet="quiet", zone="zone", ok="end"),
        Choose("show_never", quiet="quiet", zone="zone", ok="end"),
        Ask("quiet", quiet_hours, then="quiet_kept", usual="quiet_kept", longer="quiet_kept", never="quiet_kept"),
        Branch("quiet_kept", has_quiet, to=("show", "show_never"), does=(LiveBy(chosen_quiet),)),
        Ask("zone", zone_told, then="zone_kept", china="zone_kept"),
        Branch("zone_kept", has_quiet, to=("show", "show_never"), does=(LiveBy(chosen_zone),)),
        Finish("end", quiet=True),
    ),
)
