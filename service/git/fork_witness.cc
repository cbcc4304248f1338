// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/fork_witness.h"

#include <utility>

#include "service/git/fork_first_seen.h"
#include "service/git/fork_locate.h"
#include "service/git/fork_meeting.h"
#include "service/git/fork_side.h"

namespace headwater::git {
namespace {

class RepositoryWitness final : public ForkWitness {
 public:
  RepositoryWitness(std::unique_ptr<ForkSide> ours, std::unique_ptr<ForkSide> theirs)
      : ours_(std::move(ours)), theirs_(std::move(theirs)) {}

  Result<SharedHistory> Meet() override { return MeetSides(*ours_, *theirs_); }

  Result<std::optional<LocatedCopy>> Locate(const Untrusted& folder) override {
    return LocateFolder(*ours_, *theirs_, folder);
  }

  Result<FirstSeen> CompareDates(std::span<const BlobId> contents) override {
    return CompareFirstDates(*ours_, *theirs_, contents);
  }

 private:
  std::unique_ptr<ForkSide> ours_;
  std::unique_ptr<ForkSide> theirs_;
};

}  // namespace

Result<std::unique_ptr<ForkWitness>> OpenForkWitness(const std::string& our_repository,
                                                     const CommitId& our_commit,
                                                     const std::string& their_repository) {
  std::unique_ptr<ForkSide> ours = TRY(ForkSide::OpenAt(our_repository, our_commit));
  std::unique_ptr<ForkSide> theirs = TRY(ForkSide::OpenDefault(their_repository));
  return std::unique_ptr<ForkWitness>(
      std::make_unique<RepositoryWitness>(std::move(ours), std::move(theirs)));
}

}  // namespace headwater::git
