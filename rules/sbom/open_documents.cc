// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/open_documents.h"

namespace headwater::sbom {
namespace {

// Enough for the index of the largest document that anyone writes (64 MiB, of which one of 20,000
// components takes 81 MB), not for one that consists of nothing but brackets. A repository with
// more is judged all the same: it pays with time, not with memory.
constexpr size_t kMaxKeptBytes = size_t{128} << 20U;

size_t BytesOf(const OpenDocuments::List& documents) {
  size_t size = 0;
  for (const OpenDocument& one : documents) {
    const auto& tree = one.document().tree;
    if (tree) size += tree->bytes().size() + tree->nodes().size() * sizeof(TreeNode);
  }
  return size;
}

}  // namespace

const Bom* OpenDocument::bom() const {
  if (document_.is != SbomDocument::Is::kSbom) return nullptr;
  if (!bom_) bom_ = ReadBom(document_);
  return &*bom_;
}

std::shared_ptr<const OpenDocuments::List> OpenDocuments::Find(const std::string& key) const {
  const auto found = kept_.find(key);
  return found == kept_.end() ? nullptr : found->second;
}

std::shared_ptr<const OpenDocuments::List> OpenDocuments::Open(const std::string& key,
                                                               std::string bytes) {
  auto documents = std::make_shared<List>();
  for (SbomDocument& document : ReadSbomDocuments(std::move(bytes))) {
    documents->emplace_back(std::move(document));
  }
  const size_t size = BytesOf(*documents);
  if (size <= kMaxKeptBytes - kept_bytes_) {
    kept_bytes_ += size;
    kept_[key] = documents;
  }
  return documents;
}

}  // namespace headwater::sbom
