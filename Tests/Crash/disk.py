"""A disk that loses everything that was not flushed.

Replays what `strace` wrote down, call by call, on a model in memory, and gives the
states that a power cut could leave: all names and bytes that were not flushed are
lost, or any of them are kept. POSIX promises no more; real file systems lose less.
"""

import os
import random
import re


class File:
    def __init__(self, data=b""):
        self.data = data
        self.flushed = data


class Folder:
    def __init__(self):
        self.start = {}


CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)(?:<.*>)?(?: .*)?$")
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(?:\.\.\.)?')


FLUSHES = ("fsync", "fdatasync", "syncfs")


def unquote(text):
    return bytes.fromhex(text.replace("\\x", ""))


class Disk:
    def __init__(self, root):
        """Takes a folder as it is now for flushed."""
        self.root = os.path.realpath(root)
        self.tree = self._load(self.root)
        self.now = {}
        self._fill(self.tree)
        self.changes = []
        self.acknowledged = []
        self.files = {}

    def _load(self, path):
        if not os.path.isdir(path):
            with open(path, "rb") as file:
                return File(file.read())
        folder = Folder()
        for name in os.listdir(path):
            folder.start[name] = self._load(f"{path}/{name}")
        return folder

    def _fill(self, folder):
        self.now[folder] = dict(folder.start)
        for child in folder.start.values():
            if isinstance(child, Folder):
                self._fill(child)

    def _find(self, path):
        """Folder and last name of a path; `None` outside of the store."""
        path = os.path.normpath(os.path.join(os.getcwd(), path))
        if path == self.root:
            return None, None
        if not path.startswith(self.root + "/"):
            return None, ""
        folder = self.tree
        *parts, name = path[len(self.root) + 1 :].split("/")
        for part in parts:
            folder = self.now.get(folder, {}).get(part)
            if folder is None:
                return None, ""
        return folder, name

    def _object(self, path):
        folder, name = self._find(path)
        if name is None:
            return self.tree
        return self.now.get(folder, {}).get(name) if folder else None

    def _change(self, folder, name, thing):
        """Gives a name to an object, or takes it away; whether that is in the store.

        Beside it are sealed pages, which are made again.
        """
        if folder is None:
            return False
        if thing is None:
            self.now[folder].pop(name, None)
        else:
            self.now[folder][name] = thing
        self.changes.append([folder, name, thing, False])
        return True

    def replay(self, trace, without=None):
        """Goes through a trace; yields after each call that changes something.

        `without` is the number, from 0, of a flush that the disk ignores.
        """
        self.files = {}
        flushes = 0
        for line in trace.splitlines():
            match = CALL.match(line)
            if not match or int(match[3]) < 0:
                continue
            call, arguments, result = match[1], match[2], int(match[3])
            if call in FLUSHES:
                flushes += 1
                if flushes - 1 == without:
                    continue
            texts = [unquote(text).decode(errors="surrogateescape") for text in TEXT.findall(arguments)]
            if self._apply(call, arguments, texts, result):
                yield call

    def _apply(self, call, arguments, texts, result):
        number = re.match(r"\d+", arguments)
        number = int(number[0]) if number else None
        if call == "openat":
            folder, name = self._find(texts[0])
            thing = self._object(texts[0])
            if folder and thing is None and "O_CREAT" in arguments:
                thing = File()
                self._change(folder, name, thing)
            self.files[result] = [thing, 0, "O_APPEND" in arguments]
            return isinstance(thing, File)
        if call == "write":
            data = unquote(TEXT.search(arguments)[1])[:result]
            if number == 1 and number not in self.files:
                self.acknowledged += data.decode().splitlines()
                return True
            thing, position, at_end = self.files.get(number, [None, 0, False])
            if not isinstance(thing, File):
                return False
            position = len(thing.data) if at_end else position
            thing.data = thing.data[:position] + data + thing.data[position + len(data) :]
            self.files[number][1] = position + len(data)
            return True
        if call == "ftruncate":
            thing = self.files.get(number, [None])[0]
            thing.data = thing.data[: int(arguments.split(",")[1])]
            return True
        if call == "syncfs":
            for folder in self.now.values():
                for thing in folder.values():
                    if isinstance(thing, File):
                        thing.flushed = thing.data
            for change in self.changes:
                change[3] = True
            return True
        if call in FLUSHES:
            thing = self.files.get(number, [None])[0]
            if isinstance(thing, File):
                thing.flushed = thing.data
            for change in self.changes:
                if change[0] is thing:
                    change[3] = True
            return True
        if call == "mkdir":
            thing = Folder()
            self.now[thing] = {}
            return self._change(*self._find(texts[0]), thing)
        if call in ("rename", "renameat2"):
            thing = self._object(texts[0])
            # POSIX does not say that both names reach the disk together.
            return self._change(*self._find(texts[1]), thing) and self._change(*self._find(texts[0]), None)
        if call in ("unlink", "rmdir"):
            return self._change(*self._find(texts[0]), None)
        if call == "close":
            self.files.pop(number, None)
        return False

    def after_cut(self, seed=None):
        """Path to bytes of every file, as found after a power cut now.

        Without a seed nothing that was not flushed is kept; with one, any of it.
        """
        chance = random.Random(seed)
        names = {folder: dict(folder.start) for folder in self.now}
        for folder, name, thing, is_flushed in self.changes:
            if is_flushed or (seed is not None and chance.random() < 0.5):
                if thing is None:
                    names[folder].pop(name, None)
                else:
                    names[folder][name] = thing
        found = {}
        self._collect(self.tree, "", names, found, seed is not None and chance)
        return found

    def _collect(self, folder, path, names, found, chance):
        for name, thing in names[folder].items():
            where = f"{path}/{name}" if path else name
            if isinstance(thing, Folder):
                found[where + "/"] = b""
                self._collect(thing, where, names, found, chance)
            elif not chance or thing.data == thing.flushed or chance.random() < 0.5:
                found[where] = thing.flushed
            elif thing.data.startswith(thing.flushed):
                found[where] = thing.data[: chance.randint(len(thing.flushed), len(thing.data))]
            else:
                found[where] = thing.data
