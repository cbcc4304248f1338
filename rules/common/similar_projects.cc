// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/similar_projects.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "headwater/publiccode_file.h"
#include "rules/common/word_pieces.h"

namespace headwater {
namespace {

/// Of one project; longer texts are manuals.
constexpr size_t kMaxTextBytes = 2'048;
/// One line of a description, as the standard bounds `shortDescription` (150 characters).
constexpr size_t kMaxLineBytes = 600;
/// A project that names more services than these is made for any: they do not tell what for.
constexpr size_t kMaxServices = 20;

// How alike the words are, from 0 to 1. Among the 132 descriptions of
// tests/rules/common/similar_projects_samples.h what has another task is at most 0.37 alike, and
// six in seven of what has the same at least 0.40.
constexpr double kWordsAlone = 0.40;
constexpr double kWordsWithCategory = 0.37;
constexpr double kWordsWithOzg = 0.05;

/// A category that more than one in a hundred projects names, and more than three, is common.
constexpr size_t kCommonCategoryShare = 100;
constexpr size_t kRareCategoryProjects = 3;

using Texts = std::set<std::string, std::less<>>;

Untrusted LineOf(const Publiccode& publiccode) {
  for (const PubliccodeDescription& description : publiccode.descriptions) {
    if (description.short_description.empty()) continue;
    std::string line = description.short_description.bytes().substr(0, kMaxLineBytes);
    std::ranges::replace(line, '\n', ' ');
    return Untrusted(std::move(line));
  }
  return {};
}

/// The pieces of all that a project says of itself, up to kMaxTextBytes.
void AddPieces(const Publiccode& publiccode, std::vector<WordPiece>& pieces) {
  size_t left = kMaxTextBytes;
  const auto add = [&left, &pieces](const Untrusted& more) {
    const std::string_view text = std::string_view(more.bytes()).substr(0, left);
    AddWordPieces(text, pieces);
    left -= text.size();
  };
  if (publiccode.name) add(*publiccode.name);
  for (const PubliccodeDescription& description : publiccode.descriptions) {
    add(description.localised_name);
    add(description.generic_name);
    add(description.short_description);
  }
}

Texts CategoriesOf(const Publiccode& publiccode) {
  Texts categories;
  for (const Untrusted& category : publiccode.categories) categories.insert(category.bytes());
  return categories;
}

using Number = Untrusted AdministrativeService::*;

Texts ServicesOf(const Publiccode& publiccode, Number number) {
  Texts services;
  if (publiccode.services.size() > kMaxServices) return services;
  for (const AdministrativeService& service : publiccode.services) {
    if (!(service.*number).empty()) services.insert((service.*number).bytes());
  }
  return services;
}

/// Those of theirs that we have too.
std::vector<Untrusted> SharedServices(const Texts& ours, const Publiccode& theirs, Number number) {
  std::vector<Untrusted> shared;
  if (ours.empty()) return shared;
  for (const std::string& service : ServicesOf(theirs, number)) {
    if (ours.contains(service)) shared.emplace_back(service);
  }
  return shared;
}

/// How rare the pieces of words are among many texts, and how alike two texts are therefore. Keeps
/// no text: whoever compares gives it again.
class Rarity {
 public:
  void Count(const Publiccode& project) {
    ++texts_;
    for (const WordPiece& piece : DistinctPieces(project)) ++slots_[piece.number].texts;
  }

  /// From now on texts are compared with this one.
  void Take(const Publiccode& ours) {
    constexpr double kHalf = 0.5;  // As for the fork index: what all have weighs nothing.
    const auto all = static_cast<double>(texts_);
    weights_.assign(texts_ + 1, 0);
    for (size_t texts = 1; texts < weights_.size(); ++texts) {
      const double rarity = std::log((all + 1) / (static_cast<double>(texts) + kHalf));
      weights_[texts] = rarity > 0 ? rarity * rarity : 0;
    }
    for (const WordPiece& piece : DistinctPieces(ours)) {
      slots_[piece.number].ours = piece.weight;
      our_weight_ += WeightOf(piece);
    }
  }

  /// The cosine of the angle between the two: 0 to 1.
  double LikenessOf(const Publiccode& theirs) {
    double their_weight = 0;
    double shared = 0;
    for (const WordPiece& piece : DistinctPieces(theirs)) {
      their_weight += WeightOf(piece);
      const float ours = slots_[piece.number].ours;
      if (ours > 0) shared += WeightOf(piece) * std::sqrt(double{ours} / double{piece.weight});
    }
    return shared > 0 ? shared / std::sqrt(our_weight_ * their_weight) : 0;
  }

 private:
  const std::vector<WordPiece>& DistinctPieces(const Publiccode& project) {
    pieces_.clear();
    AddPieces(project, pieces_);
    ++stamp_;
    std::erase_if(pieces_, [this](const WordPiece& piece) {
      return std::exchange(slots_[piece.number].last_text, stamp_) == stamp_;
    });
    return pieces_;
  }

  double WeightOf(const WordPiece& piece) const {
    return weights_[slots_[piece.number].texts] * double{piece.weight};
  }

  struct Slot {
    uint32_t texts = 0;      ///< That have the piece.
    uint32_t last_text = 0;  ///< The stamp of the last one that was looked at and has it.
    float ours = 0;          ///< Its weight in ours; 0: we do not have it.
  };

  uint32_t texts_ = 0;
  std::vector<Slot> slots_ = std::vector<Slot>(kPieceNumbers);
  std::vector<double> weights_;  ///< By the number of texts that have a piece.
  double our_weight_ = 0;
  std::vector<WordPiece> pieces_;  ///< Of the text that is looked at.
  uint32_t stamp_ = 0;
};

/// Ours beside the others.
class Comparison {
 public:
  Comparison(const Publiccode& ours, std::span<const ProjectDescription> theirs)
      : theirs_(theirs),
        own_key_(RepositoryKeyOf(ours.url.value_or(Untrusted()))),
        leika_(ServicesOf(ours, &AdministrativeService::leika_id)),
        ozg_(ServicesOf(ours, &AdministrativeService::ozg_id)),
        categories_(CategoriesOf(ours)) {
    rarity_.Count(ours);
    for (const ProjectDescription& project : theirs) {
      rarity_.Count(project.publiccode);
      for (const std::string& category : SharedCategories(project.publiccode)) ++uses_[category];
    }
    rarity_.Take(ours);
  }

  std::vector<SimilarProject> Find() {
    std::vector<SimilarProject> found;
    for (const ProjectDescription& project : theirs_) {
      SimilarProject similar = Compare(project, rarity_.LikenessOf(project.publiccode));
      if (!IsSimilar(similar) || IsOurs(similar.url)) continue;
      similar.description = LineOf(project.publiccode);
      found.push_back(std::move(similar));
    }
    std::ranges::stable_sort(found, [](const SimilarProject& one, const SimilarProject& other) {
      return std::pair(!one.keys.empty(), one.words) > std::pair(!other.keys.empty(), other.words);
    });
    if (found.size() > kMaxSimilar) found.resize(kMaxSimilar);
    return found;
  }

 private:
  SimilarProject Compare(const ProjectDescription& project, double words) const {
    const Publiccode& publiccode = project.publiccode;
    SimilarProject similar;
    similar.words = words;
    similar.name = publiccode.name.value_or(project.name);
    similar.url = project.url.empty() ? publiccode.url.value_or(Untrusted()) : project.url;
    similar.keys = SharedServices(leika_, publiccode, &AdministrativeService::leika_id);
    if (similar.keys.empty() && words >= kWordsWithOzg) {
      similar.keys = SharedServices(ozg_, publiccode, &AdministrativeService::ozg_id);
    }
    for (const std::string& category : SharedCategories(publiccode)) {
      if (IsRare(category)) similar.categories.emplace_back(category);
    }
    return similar;
  }

  Texts SharedCategories(const Publiccode& publiccode) const {
    Texts shared;
    for (const Untrusted& category : publiccode.categories) {
      if (categories_.contains(category.bytes())) shared.insert(category.bytes());
    }
    return shared;
  }

  bool IsRare(const std::string& category) const {
    const auto uses = uses_.find(category);
    return uses->second <= kRareCategoryProjects ||
           uses->second * kCommonCategoryShare <= theirs_.size();
  }

  static bool IsSimilar(const SimilarProject& similar) {
    const double needed = similar.categories.empty() ? kWordsAlone : kWordsWithCategory;
    return !similar.keys.empty() || similar.words >= needed;
  }

  bool IsOurs(const Untrusted& url) const {
    return !own_key_.empty() && RepositoryKeyOf(url) == own_key_;
  }

  std::span<const ProjectDescription> theirs_;
  std::string own_key_;
  Texts leika_;
  Texts ozg_;
  Texts categories_;
  Rarity rarity_;
  std::map<std::string, size_t, std::less<>> uses_;  ///< Of our categories.
};

}  // namespace

std::vector<SimilarProject> FindSimilar(const Publiccode& ours,
                                        std::span<const ProjectDescription> theirs) {
  return Comparison(ours, theirs).Find();
}

}  // namespace headwater
