// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
//
// The floor below every licence scanner: walks a tree, reads each file whole and looks for two
// needles. What a scanner needs beyond this is its own.
//   licenses_floor FOLDER
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

namespace {

struct Floor {
  std::vector<char> buffer;
  unsigned long files = 0;
  unsigned long hits = 0;

  void Read(int folder, const char* name) {
    const int file = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0) return;
    struct stat status {};
    if (fstat(file, &status) == 0) {
      const auto size = static_cast<size_t>(status.st_size);
      if (buffer.size() < size) buffer.resize(size);
      const ssize_t got = read(file, buffer.data(), size);
      const size_t length = got > 0 ? static_cast<size_t>(got) : 0;
      for (const char* needle : {"SPDX-", "opyright"}) {
        if (memmem(buffer.data(), length, needle, strlen(needle)) != nullptr) ++hits;
      }
      ++files;
    }
    (void)close(file);
  }

  void Walk(int parent, const char* name) {
    const int folder = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (folder < 0) return;
    DIR* const listing = fdopendir(folder);
    while (const dirent* entry = readdir(listing)) {
      const std::string child = entry->d_name;
      if (child == "." || child == ".." || child == ".git") continue;
      if (entry->d_type == DT_DIR) Walk(folder, child.c_str());
      if (entry->d_type == DT_REG) Read(folder, child.c_str());
    }
    (void)closedir(listing);
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  Floor floor;
  floor.Walk(AT_FDCWD, argv[1]);
  std::printf("%lu files, %lu hits\n", floor.files, floor.hits);
  return 0;
}
