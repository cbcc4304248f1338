// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/mirror_references.h"

#include "headwater/hash.h"
#include "service/git/libgit2.h"

namespace headwater::git {
namespace {

constexpr std::string_view kOurs = "refs/headwater/";
constexpr std::string_view kBranches = "refs/heads/";
/// Of SHA-256, as many digits as an object id has.
constexpr size_t kHashDigits = 40;
/// Git's own files limit a name to a path component of this many bytes; GitLab to 255 in all.
constexpr size_t kMaxBranchBytes = 1'024;

bool IsBranchName(const std::string& name) {
  if (name.empty() || name.size() > kMaxBranchBytes || name.starts_with('-') ||
      name.find('\0') != std::string::npos) {
    return false;
  }
  int valid = 0;
  const std::string full = std::string(kBranches) + name;
  return git_reference_name_is_valid(&valid, full.c_str()) == 0 && valid == 1;
}

}  // namespace

ReferencePair MergeRequestReference(MergeRequestIid iid) {
  const std::string number = std::to_string(iid.value);
  return {"refs/merge-requests/" + number + "/head", std::string(kOurs) + "mr/" + number};
}

Result<ReferencePair> BranchReference(const Untrusted& branch) {
  TRY(InitLibgit2());
  const std::string& name = branch.bytes();
  if (!IsBranchName(name)) return Error{Errc::kInvalid, "git admits no branch of this name"};
  return ReferencePair{std::string(kBranches) + name,
                       std::string(kOurs) + "branch/" + Sha256Hex(name).substr(0, kHashDigits)};
}

ReferencePair DefaultReference() { return {"HEAD", "refs/up/HEAD"}; }

std::vector<std::string> AllRefspecs(bool with_default) {
  std::vector<std::string> refspecs = {"+refs/heads/*:refs/up/heads/*",
                                       "+refs/tags/*:refs/up/tags/*"};
  if (with_default) refspecs.insert(refspecs.begin(), DefaultReference().Refspec());
  return refspecs;
}

ReferencePair HeadReference(const FetchRequest& request, const CommitId& head) {
  const std::string id = head.Hex();
  if (request.iid.value > 0) return {id, MergeRequestReference(request.iid).ours};
  return {id, std::string(kOurs) + "commit/" + id};
}

}  // namespace headwater::git
