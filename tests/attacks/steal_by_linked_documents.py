# Hands in links for a proposal and a video, and a zip whose files want to lie elsewhere, one of them a link.
# must: have no link followed; what a zip holds lies where it is unpacked.
# protection: any
# assignment: a9_project
# expect: proposal invalid
# expect: report missing
# expect: video invalid
# score: 0 to 4
# shows: TRIED

# %% hand_in
import stat
import zipfile


def hand_in(notebook, folder):
    (folder / "proposal.pdf").symlink_to("@COURSE@/secret.txt")
    (folder / "video.mp4").symlink_to("/dev/zero")
    with zipfile.ZipFile(folder / "source.zip", "w") as archive:
        link = zipfile.ZipInfo("netrc.py")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "@HOME@/.netrc")
        for name in ("../@TRACE@.py", "../../../../../../tmp/@TRACE@.py", "@COURSE@/@TRACE@.py", "apps.py/x.py"):
            archive.writestr(name, "print('LOOT')\n")

# %% cell
import os

for folder, folders, names in os.walk("."):
    print(*("LOOT" for name in names if os.path.islink(os.path.join(folder, name))))
for name in ("proposal.pdf", "video.mp4", "netrc.py"):
    try:
        with open(name, "rb") as file:
            print("LOOT", file.read(100))
    except OSError:
        pass
print("TRIED")
