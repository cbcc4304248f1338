// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "service/jobs/local_fork_desk.h"
#include "service/store/fork_index_folder.h"
#include "tests/fakes/repository_builder.h"

/// \file
/// A platform of a few projects, made of sources that a word explains, and a fork index of it.

namespace headwater::jobs {

inline constexpr std::chrono::sys_seconds kForkNow{std::chrono::seconds(1'790'000'000)};
using Partitions = std::vector<PartitionName>;
inline const Partitions kOnlyPublic = {{"public"}};

class ForkPlatformTest : public testing::Test {
 protected:
  using Files = tests::RepositoryBuilder::Files;

  /// A source file that nobody else has by chance.
  static std::string Source(const std::string& word, const std::string& part) {
    constexpr int kLines = 40;
    std::string text;
    for (int line = 0; line < kLines; ++line) {
      text += word + " " + part + ": the rule with number " + std::to_string(line) + " holds\n";
    }
    return text;
  }
  static Files Sources(const std::string& folder, const std::string& word) {
    Files files;
    for (const char* part : {"burial", "ledger", "plot", "keeper", "register", "fee"}) {
      files.emplace(folder + part + ".c", Source(word, part));
    }
    return files;
  }
  static Files Joined(Files files, const Files& more) {
    files.insert(more.begin(), more.end());
    return files;
  }

  /// A project whose default branch has these files.
  tests::RepositoryBuilder& Make(const std::string& name, const Files& files) {
    auto& project = projects_[name];
    if (!project) project = std::make_unique<tests::RepositoryBuilder>();
    Push(name, files);
    return *project;
  }
  CommitId Commit(const std::string& name, const Files& files) {
    std::vector<CommitId> parents;
    if (tips_.contains(name)) parents.push_back(tips_.at(name));
    return projects_.at(name)->Commit(files, parents, ++clock_);
  }
  void Push(const std::string& name, const Files& files) {
    tips_[name] = Commit(name, files);
    projects_.at(name)->Reference("refs/heads/main", tips_.at(name));
  }
  std::string Copy(const std::string& name) const { return projects_.at(name)->path().string(); }

  ForkTakeIn Intake(const std::string& name, const PartitionName& partition = {"public"},
                    const Partitions& readers = kOnlyPublic) const {
    ForkTakeIn order{.partition = partition, .readers = readers, .project = {}, .now = now_};
    order.project.name = name;
    order.project.url = "https://forge.example/" + name;
    order.project.copy = Copy(name);
    order.project.first_seen = kForkNow;
    return order;
  }
  ForkTaken TakeIn(const ForkTakeIn& order) {
    Result<ForkTaken> taken = desk_.TakeIn(order);
    if (!taken.ok()) ADD_FAILURE() << order.project.name << ": " << taken.error().message;
    return taken.ok() ? std::move(taken).value() : ForkTaken();
  }
  ForkTaken TakeIn(const std::string& name) { return TakeIn(Intake(name)); }

  ForkQuestion About(const std::string& name, const std::optional<CommitId>& head = {},
                     const PartitionName& partition = {"public"},
                     const Partitions& readers = kOnlyPublic) const {
    ForkQuestion question{.partition = partition,
                          .readers = readers,
                          .name = name,
                          .repository = Copy(name),
                          .target = {},
                          .head = tips_.at(name)};
    if (head) question.target = std::exchange(question.head, *head);
    return question;
  }
  ForkAnswer Answer(const ForkQuestion& question) {
    Result<ForkAnswer> answer = desk_.Answer(question);
    if (!answer.ok()) ADD_FAILURE() << question.name << ": " << answer.error().message;
    return answer.ok() ? std::move(answer).value() : ForkAnswer();
  }
  /// Of the relations, in their order.
  static std::vector<std::string> NamedIn(const ForkAnswer& answer) {
    std::vector<std::string> names;
    for (const ForkRelation& relation : answer.facts.relations) {
      names.push_back(relation.project.bytes());
    }
    return names;
  }
  ForkForgotten Forget(const std::string& name, const PartitionName& partition = {"public"}) {
    Result<ForkForgotten> forgotten = desk_.Forget({.partition = partition, .name = name});
    if (!forgotten.ok()) ADD_FAILURE() << name << ": " << forgotten.error().message;
    return forgotten.ok() ? std::move(forgotten).value() : ForkForgotten();
  }

  std::shared_ptr<ForkPartition> Opened(const std::string& partition) const {
    return store::OpenForkIndex(Folder()).value()->Open({partition}).value();
  }
  std::string Folder() const { return (folder_.path() / "fork-index").string(); }

  /// An original, a copy of it without its history, and a stranger.
  void MakeFamily() {
    Make("group/origin", Sources("src/", "graves"));
    Make("city/copy", Sources("src/", "graves"));
    Make("city/stranger", Sources("src/", "trees"));
    for (const char* name : {"group/origin", "city/stranger", "city/copy"}) TakeIn(name);
  }

  tests::TemporaryFolder folder_;
  std::map<std::string, std::unique_ptr<tests::RepositoryBuilder>> projects_;
  std::map<std::string, CommitId> tips_;
  int64_t clock_ = 1'700'000'000;
  std::chrono::sys_seconds now_ = kForkNow;
  LocalForkDesk desk_{store::OpenForkIndex, Folder()};
};

}  // namespace headwater::jobs
