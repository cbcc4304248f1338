// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/fork_told.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "headwater/data.h"
#include "service/git/mirror_folder.h"
#include "service/index/fork_query.h"
#include "service/index/table_file.h"
#include "service/jobs/fork_desk_fields.h"
#include "service/jobs/fork_json_reader.h"
#include "service/jobs/fork_json_writer.h"

namespace headwater::jobs {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFolderName = "/told";
constexpr const char* kSuffix = ".json";
/// To be raised with every change that a reader of the last one would misread.
constexpr std::string_view kSchema = "headwater.fork-told/1";
/// Of one file: fifty relations with all that may belong to them are a tenth of it.
constexpr DataLimits kLimits = {.bytes = size_t{16} << 20U, .depth = 16, .nodes = 500'000};
/// Of these the oldest are no longer known: in years no project is told of so many.
constexpr size_t kMaxNamed = 10'000;
/// Of files that are read and written in a moment, or all of them by Forget.
constexpr std::chrono::seconds kLockWait{50};
constexpr const char* kLockName = "told";

struct Written {
  std::string schema = std::string(kSchema);
  ToldForks told;
};

template <typename Visit>
void EachMember(Of<Written> auto& written, Visit& visit) {
  visit("schema", written.schema);
  visit("project", written.told.project);
  visit("readers", written.told.readers, kMaxForkReaders);
  visit("commit", written.told.commit);
  visit("when", written.told.when);
  visit("publiccode", written.told.publiccode);
  visit("facts", written.told.facts);
  visit("similar_names", written.told.similar_names, kMaxForkItems);
  visit("named", written.told.named, kMaxNamed);
}

}  // namespace

template <typename Visit>
void EachMember(Of<SimilarNames> auto& similar, Visit& visit) {
  visit("names", similar.names, kMaxForkPaths);
}

namespace {

Error DiskError(const std::string& path, const std::error_code& why) {
  return {Errc::kInternal, path + ": " + why.message()};
}

Error Damaged(const std::string& path) {
  return {Errc::kContent, path + ": is damaged: remove it, and take the project in once more"};
}

Result<git::MirrorFolder> Lock(const std::string& index) {
  Result<git::MirrorFolder> lock = git::MirrorFolder::Lock(index, kLockName, kLockWait);
  if (lock.ok() || lock.error().code != Errc::kTransient) return lock;
  return Error{Errc::kTransient, index + ": another process changes what is told"};
}

/// None: there is no such file.
Result<std::optional<std::string>> ReadText(const std::string& path) {
  std::error_code why;
  if (!fs::exists(path, why)) {
    if (why) return DiskError(path, why);
    return std::optional<std::string>();
  }
  std::ifstream file(path, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(file), {});
  if (file.bad()) return Error{Errc::kInternal, path + ": cannot be read"};
  return std::optional(std::move(text));
}

/// None: of another version.
Result<std::optional<ToldForks>> Parse(const std::string& text, const std::string& path) {
  const Result<DataNode> node = ParseJson(text, kLimits);
  if (!node.ok()) return Damaged(path);
  const DataNode* schema = node.value().Find("schema");
  if (schema == nullptr) return Damaged(path);
  if (schema->scalar != kSchema) return std::optional<ToldForks>();
  Written written;
  const Status read = members::TakeObject("told", node.value(), written);
  const bool is_sound =
      read.ok() && written.told.similar_names.size() == written.told.facts.similar.size();
  if (!is_sound) return Damaged(path);
  return std::optional(std::move(written.told));
}

Result<std::optional<ToldForks>> ReadFile(const std::string& path) {
  const std::optional<std::string> text = TRY(ReadText(path));
  if (!text) return std::optional<ToldForks>();
  return Parse(*text, path);
}

Status WriteFile(const std::string& path, ToldForks told) {
  std::vector<std::string>& named = told.named;
  if (named.size() > kMaxNamed) {
    named.erase(named.begin(), named.end() - static_cast<std::ptrdiff_t>(kMaxNamed));
  }
  std::error_code why;
  fs::create_directories(fs::path(path).parent_path(), why);
  if (why) return DiskError(path, why);
  Written written;
  written.told = std::move(told);
  return index::WriteWhole(path, members::Value(written).text() + "\n");
}

/// Those that are new go to the end. False: there were none.
bool Append(std::vector<std::string>& named, const std::set<std::string>& names) {
  const std::set<std::string> known(named.begin(), named.end());
  const size_t before = named.size();
  std::ranges::set_difference(names, known, std::back_inserter(named));
  return named.size() > before;
}

bool RestsOn(const ForkRelation& relation, const std::string& name) {
  if (relation.project.bytes() == name) return true;
  return std::ranges::any_of(relation.evidence, [&name](const ForkEvidence& evidence) {
    return index::ThirdNamedIn(evidence) == name;
  });
}

void TakeOut(ToldForks& told, const std::string& name) {
  std::erase_if(told.facts.relations,
                [&name](const ForkRelation& relation) { return RestsOn(relation, name); });
  for (size_t at = told.similar_names.size(); at-- > 0;) {
    const std::vector<std::string>& names = told.similar_names[at].names;
    if (std::ranges::find(names, name) == names.end()) continue;
    const auto offset = static_cast<std::ptrdiff_t>(at);
    told.similar_names.erase(told.similar_names.begin() + offset);
    told.facts.similar.erase(told.facts.similar.begin() + offset);
  }
  // It stays in `named`: an answer that was lost on its way can be asked for once more.
  told.when = {};
}

/// Most files name it nowhere, and reading one strictly is the dear part of it.
bool MayName(const std::string& text, const std::string& name) {
  const std::string written = members::Value(name).text();
  return text.find(written.substr(1, written.size() - 2)) != std::string::npos;
}

}  // namespace

std::set<std::string> NamesIn(const ToldForks& told) {
  std::set<std::string> names;
  for (const ForkRelation& relation : told.facts.relations) {
    names.insert(relation.project.bytes());
    for (const ForkEvidence& evidence : relation.evidence) {
      if (std::optional<std::string> third = index::ThirdNamedIn(evidence)) names.insert(*third);
    }
  }
  for (const SimilarNames& similar : told.similar_names) {
    names.insert(similar.names.begin(), similar.names.end());
  }
  return names;
}

ToldFolder::ToldFolder(std::string index)
    : index_(std::move(index)), folder_(index_ + kFolderName) {}

std::string ToldFolder::PathOf(const PartitionName& partition, uint32_t number) const {
  return folder_ + "/" + partition.text + "/" + std::to_string(number) + kSuffix;
}

Result<std::optional<ToldForks>> ToldFolder::Read(const PartitionName& partition,
                                                  uint32_t number) const {
  return ReadFile(PathOf(partition, number));
}

Status ToldFolder::Replace(const PartitionName& partition, uint32_t number, ToldForks told) const {
  const std::string path = PathOf(partition, number);
  const git::MirrorFolder lock = TRY(Lock(index_));
  const std::optional<ToldForks> before = TRY(ReadFile(path));
  if (before) told.named = before->named;
  Append(told.named, NamesIn(told));
  return WriteFile(path, std::move(told));
}

Result<bool> ToldFolder::Note(const PartitionName& partition, uint32_t number,
                              const std::set<std::string>& names) const {
  const std::string path = PathOf(partition, number);
  const git::MirrorFolder lock = TRY(Lock(index_));
  std::optional<ToldForks> told = TRY(ReadFile(path));
  if (!told) return false;
  if (Append(told->named, names)) TRY(WriteFile(path, *std::move(told)));
  return true;
}

Status ToldFolder::Remove(const PartitionName& partition, uint32_t number) const {
  const std::string path = PathOf(partition, number);
  const git::MirrorFolder lock = TRY(Lock(index_));
  std::error_code why;
  fs::remove(path, why);
  if (why) return DiskError(path, why);
  return Ok{};
}

Status ToldFolder::ForgetIn(const std::string& path, const std::string& name,
                            std::set<std::string>& told) const {
  const std::optional<std::string> text = TRY(ReadText(path));
  if (!text || !MayName(*text, name)) return Ok{};
  std::optional<ToldForks> kept = TRY(Parse(*text, path));
  if (!kept || std::ranges::find(kept->named, name) == kept->named.end()) return Ok{};
  told.insert(kept->project);
  if (!NamesIn(*kept).contains(name)) return Ok{};
  TakeOut(*kept, name);
  return WriteFile(path, *std::move(kept));
}

Result<std::vector<std::string>> ToldFolder::Forget(const std::string& name) const {
  const git::MirrorFolder lock = TRY(Lock(index_));
  std::set<std::string> told;
  std::error_code why;
  if (!fs::exists(folder_, why)) return std::vector<std::string>();
  for (fs::recursive_directory_iterator at(folder_, why), end; !why && at != end;
       at.increment(why)) {
    if (at->path().extension() == kSuffix) TRY(ForgetIn(at->path().string(), name, told));
  }
  if (why) return DiskError(folder_, why);
  return std::vector<std::string>(told.begin(), told.end());
}

}  // namespace headwater::jobs
