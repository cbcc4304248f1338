// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/upstream_copy.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <map>
#include <string_view>
#include <system_error>
#include <utility>

#include "headwater/descriptor.h"
#include "service/git/mirror_folder.h"
#include "service/index/table_file.h"

namespace headwater::jobs {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFirstLine = "headwater-copy 1";
constexpr std::string_view kFetched = "fetched ";
constexpr std::string_view kId = "id ";
constexpr std::string_view kFrozen = "frozen";

constexpr std::string_view kRepository = ".git";
constexpr std::string_view kIndex = ".index";
constexpr std::string_view kIndexGone = ".index-gone";
constexpr std::string_view kState = ".copy";
constexpr std::string_view kUsed = ".used";
constexpr std::string_view kLock = ".lock";
constexpr mode_t kPrivateFile = 0600;

std::string Path(const std::string& root, const std::string& name, std::string_view suffix) {
  return root + "/" + name + std::string(suffix);
}

/// Takes one line of the file in; false when it is none of ours.
bool ReadLine(std::string_view line, CopyState& state) {
  if (line == kFrozen) {
    state.is_frozen = true;
    return true;
  }
  if (line.starts_with(kId)) {
    state.id = line.substr(kId.size());
    return true;
  }
  if (!line.starts_with(kFetched)) return false;
  line.remove_prefix(kFetched.size());
  int64_t seconds = 0;
  const auto [end, problem] = std::from_chars(line.data(), line.data() + line.size(), seconds);
  if (problem != std::errc() || end != line.data() + line.size()) return false;
  state.fetched = std::chrono::sys_seconds(std::chrono::seconds(seconds));
  return true;
}

/// Nobody has used what has no such file.
WallTime TimeOf(const std::string& root, const std::string& name) {
  for (const std::string_view suffix : {kUsed, kLock}) {
    std::error_code absent;
    const fs::file_time_type time = fs::last_write_time(Path(root, name, suffix), absent);
    if (absent) continue;
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::file_clock::to_sys(time));
  }
  return WallTime();
}

}  // namespace

CopyPaths PathsOf(const std::string& root, const std::string& name) {
  return {.repository = Path(root, name, kRepository),
          .index = Path(root, name, kIndex),
          .state = Path(root, name, kState),
          .used = Path(root, name, kUsed)};
}

Result<CopyState> CopyState::Read(const std::string& path) {
  CopyState state;
  std::error_code ignored;
  if (!fs::exists(path, ignored)) return state;
  std::ifstream file(path, std::ios::binary);
  std::string line;
  bool is_sound = std::getline(file, line) && line == kFirstLine;
  while (is_sound && std::getline(file, line)) is_sound = ReadLine(line, state);
  if (!is_sound || file.bad()) return Error{Errc::kInternal, path + ": cannot be read"};
  return state;
}

Status CopyState::Write(const std::string& path) const {
  std::string text = std::string(kFirstLine) + "\n";
  if (fetched) {
    text += std::string(kFetched) + std::to_string(fetched->time_since_epoch().count()) + "\n";
  }
  if (!id.empty()) text += std::string(kId) + id + "\n";
  if (is_frozen) text += std::string(kFrozen) + "\n";
  return index::WriteWhole(path, text);
}

void NoteUse(const CopyPaths& paths, WallTime now) {
  const Descriptor file(
      open(paths.used.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, kPrivateFile));
  std::error_code ignored;
  fs::last_write_time(paths.used,
                      fs::file_time_type(std::chrono::file_clock::from_sys(now).time_since_epoch()),
                      ignored);
}

std::vector<FoundCopy> ListCopies(const std::string& root) {
  std::map<std::string, uint64_t> bytes;
  std::error_code why;
  for (fs::directory_iterator at(root, why), end; !why && at != end; at.increment(why)) {
    const std::string extension = at->path().extension().string();
    if (extension != kRepository && extension != kIndex) continue;
    bytes[at->path().stem().string()] += git::BytesBelow(at->path());
  }
  std::vector<FoundCopy> found;
  found.reserve(bytes.size());
  for (const auto& [name, size] : bytes) found.push_back({name, size, TimeOf(root, name)});
  std::ranges::sort(found, {}, &FoundCopy::used);
  return found;
}

Status RemoveCopy(const std::string& root, const std::string& name) {
  git::MirrorFolder folder = TRY(git::MirrorFolder::Lock(root, name, std::chrono::milliseconds(0)));
  const CopyPaths paths = PathsOf(root, name);
  std::error_code why;
  // First of all what says that there is something.
  fs::remove(paths.state, why);
  if (why) return Error{Errc::kInternal, "remove " + paths.state + ": " + why.message()};
  fs::remove(paths.used, why);
  const std::string gone = Path(root, name, kIndexGone);
  fs::remove_all(gone, why);
  fs::rename(paths.index, gone, why);
  fs::remove_all(gone, why);
  return folder.Remove();
}

}  // namespace headwater::jobs
