#include "production/eliminate.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "production/eliminate.cpp"
#include <algorithm>
#include <cstddef>
#include <hwy/aligned_allocator.h>
#include <hwy/foreach_target.h>  // this file again for each instruction set
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace pin3::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// One group of lanes. What is solved is not 1 + Z d with its columns scaled unit by unit, but d^-1 + Z: of
// that only the diagonal differs between the units, and it is not needed before its row's turn. So every row
// begins with numbers that all units share. The space begins with the two rows in hand; behind them are the
// normalised rows of the ports above. All hold pairs of vectors, real and imaginary parts.
template <class Tag>
class Group {
    using Vector = hn::Vec<Tag>;

public:
    Group(const Reduction& reduction, std::size_t k)
        : reduction_(reduction),
          frequency_(k),
          matrix_(reduction.at(k).data()),
          ports_(reduction.ports()),
          rows_(reduction.rows()),
          columns_(reduction.columns()),
          singles_(reduction.series().singles),
          space_(hwy::AllocateAligned<double>((2 * columns_ + kept_before(ports_)) * 2 * lanes_)) {}

    HWY_INLINE void solve(const double* changes, std::size_t stride, std::size_t unit, UnitAnswers& answers) {
        determinant_ = {hn::Set(tag_, 1), hn::Zero(tag_)};
        least_ = hn::Set(tag_, 1e300);
        changes_ = changes + unit;
        stride_ = stride;
        element_ = 0;
        double* first = space_.get();
        double* second = first + row_size();
        std::size_t i = 0;
        for (; i + 2 <= rows_; i += 2) {
            eliminate<2>(i, first);
            finish(i, first, unit, answers);
            if (i < ports_) take_out<1, 1>(second, i, InHand{second, 0, lanes_});
            finish(i + 1, second, unit, answers);
        }
        if (i < rows_) {
            eliminate<1>(i, first);
            finish(i, first, unit, answers);
        }
        hn::StoreU(determinant_.re, tag_, answers.determinant.data() + unit);
        hn::StoreU(least_, tag_, answers.pivot.data() + unit);
    }

    std::size_t lanes() const { return lanes_; }

private:
    struct Pair {
        Vector re, im;
    };

    // Where the entries of rows come from: from the matrix of all units …
    struct Given {
        const Complex* row;
        std::size_t columns;

        HWY_INLINE Pair operator()(std::size_t r, std::size_t j) const {
            const Complex& entry = row[r * columns + j];
            return {hn::Set(Tag(), entry.real()), hn::Set(Tag(), entry.imag())};
        }
    };

    // … or from where they were put.
    struct InHand {
        const double* row;
        std::size_t row_size, lanes;

        HWY_INLINE Pair operator()(std::size_t r, std::size_t j) const {
            const double* from = row + r * row_size + 2 * j * lanes;
            return {hn::Load(Tag(), from), hn::Load(Tag(), from + lanes)};
        }
    };

    std::size_t row_size() const { return columns_ * 2 * lanes_; }

    // Of a kept row only what lies right of its pivot is there: half the memory, so that it stays in the
    // first cache.
    std::size_t kept_before(std::size_t row) const { return row * columns_ - row * (row + 1) / 2; }

    // Where column 0 of a kept row would be.
    double* kept(std::size_t row) {
        return space_.get() + (2 * columns_ + kept_before(row) - row - 1) * 2 * lanes_;
    }

    HWY_INLINE void put(const Pair& pair, double* to) const {
        hn::Store(pair.re, tag_, to);
        hn::Store(pair.im, tag_, to + lanes_);
    }

    // 1/d of the next port, d its change; one that does not change counts as changed by next to nothing.
    HWY_INLINE Pair inverse_change(std::size_t port) {
        const Vector next_to_nothing = hn::Set(tag_, 1e-60), one = hn::Set(tag_, 1);
        if (port < singles_) {
            const Vector change = hn::LoadU(tag_, changes_ + element_++ * stride_);
            const auto none = hn::Lt(hn::Abs(change), next_to_nothing);
            return {hn::Div(one, hn::IfThenElse(none, next_to_nothing, change)), hn::Zero(tag_)};
        }
        // Of several elements d = -t/(1 + t), so 1/d = -1 - 1/t, t the sum of shares times changes.
        Vector re = hn::Zero(tag_), im = hn::Zero(tag_);
        for (std::size_t n = reduction_.series().elements[port].size(); n > 0; --n, ++element_) {
            const Complex share = reduction_.share(frequency_, element_);
            const Vector change = hn::LoadU(tag_, changes_ + element_ * stride_);
            re = hn::MulAdd(hn::Set(tag_, share.real()), change, re);
            im = hn::MulAdd(hn::Set(tag_, share.imag()), change, im);
        }
        const auto none = hn::Lt(hn::Add(hn::Abs(re), hn::Abs(im)), next_to_nothing);
        re = hn::IfThenElse(none, next_to_nothing, re);
        const Pair inverse = reciprocal({re, im}, square({re, im}));
        return {hn::Sub(hn::Neg(one), inverse.re), hn::Neg(inverse.im)};
    }

    // The row of a port is kept, divided by its pivot; that of a probe has the answers.
    HWY_INLINE void finish(std::size_t i, const double* row, std::size_t unit, UnitAnswers& answers) {
        const InHand in_hand{row, 0, lanes_};
        if (i < ports_) {
            const Pair change = inverse_change(i);
            const Pair entry = in_hand(0, i);
            const Pair pivot = {hn::Add(entry.re, change.re), hn::Add(entry.im, change.im)};
            // The pivot that 1 + Z d would have had: its product is the determinant, and its size tells
            // whether it is safe to divide by it.
            const Pair relative = times(pivot, reciprocal(change, square(change)));
            least_ = hn::Min(least_, square(relative));
            determinant_ = times(determinant_, relative);
            const Pair inverse = reciprocal(pivot, square(pivot));
            double* to = kept(i);
            for (std::size_t j = i + 1; j < columns_; ++j)
                put(times(in_hand(0, j), inverse), to + 2 * j * lanes_);
            return;
        }
        for (std::size_t drive = 0; drive + ports_ < columns_; ++drive) {
            const std::size_t to = ((i - ports_) * answers.drives + drive) * answers.stride + unit;
            const Pair answer = in_hand(0, ports_ + drive);
            hn::StoreU(answer.re, tag_, answers.re.data() + to);
            hn::StoreU(answer.im, tag_, answers.im.data() + to);
        }
    }

    // Row i, or rows i and i + 1 one behind the other, without the kept rows above row i; as many of these at
    // a time as there are registers for: each is read once for both.
    template <std::size_t rows>
    HWY_INLINE void eliminate(std::size_t i, double* row) {
        constexpr bool many_registers = HWY_TARGET <= HWY_AVX3 && HWY_ARCH_X86;
        const std::size_t above = std::min(i, ports_);
        const Given given{matrix_ + i * columns_, columns_};
        const InHand in_hand{row, row_size(), lanes_};
        if (above == 0) {
            for (std::size_t r = 0; r < rows; ++r)
                for (std::size_t j = 0; j < columns_; ++j)
                    put(given(r, j), row + r * row_size() + 2 * j * lanes_);
            return;
        }
        std::size_t k = 0;
        if constexpr (many_registers) {
            if (above >= 4) {
                take_out<4, rows>(row, 0, given);
                for (k = 4; k + 4 <= above; k += 4) take_out<4, rows>(row, k, in_hand);
            }
        }
        if (k == 0) {
            if (above == 1) return take_out<1, rows>(row, 0, given);
            take_out<2, rows>(row, 0, given);
            k = 2;
        }
        if constexpr (many_registers)
            if (k + 3 == above) return take_out<3, rows>(row, k, in_hand);
        for (; k + 2 <= above; k += 2) take_out<2, rows>(row, k, in_hand);
        if (k < above) take_out<1, rows>(row, k, in_hand);
    }

    // Takes kept rows first … first + count - 1 out of the row, or out of both, as they come from `entry`.
    template <std::size_t count, std::size_t rows, class Entry>
    HWY_INLINE void take_out(double* row, std::size_t first, const Entry& entry) {
        Pair factor[rows][count];
        const double* from[count];
#pragma GCC unroll 4
        for (std::size_t n = 0; n < count; ++n) {
            from[n] = kept(first + n);
#pragma GCC unroll 4
            for (std::size_t r = 0; r < rows; ++r) factor[r][n] = entry(r, first + n);
#pragma GCC unroll 4
            for (std::size_t before = 0; before < n; ++before) {
                const Pair pair = read(from[before] + 2 * (first + n) * lanes_);
#pragma GCC unroll 4
                for (std::size_t r = 0; r < rows; ++r) subtract(factor[r][before], pair, factor[r][n]);
            }
        }
        for (std::size_t j = first + count; j < columns_; ++j) {
            Pair value[rows];
#pragma GCC unroll 4
            for (std::size_t r = 0; r < rows; ++r) value[r] = entry(r, j);
#pragma GCC unroll 4
            for (std::size_t n = 0; n < count; ++n) {
                const Pair pair = read(from[n] + 2 * j * lanes_);
#pragma GCC unroll 4
                for (std::size_t r = 0; r < rows; ++r) subtract(factor[r][n], pair, value[r]);
            }
#pragma GCC unroll 4
            for (std::size_t r = 0; r < rows; ++r) put(value[r], row + r * row_size() + 2 * j * lanes_);
        }
    }

    HWY_INLINE Pair read(const double* from) const {
        return {in_register(hn::Load(tag_, from)), in_register(hn::Load(tag_, from + lanes_))};
    }

    // Read once: GCC would rather have both multiplications read it from memory, where there is one read for
    // each of them and no time left for it.
    static HWY_INLINE Vector in_register(Vector value) {
#if HWY_ARCH_X86 && HWY_COMPILER_GCC && HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_EMU128
        asm("" : "+v"(value.raw));
#endif
        return value;
    }

    // value -= factor * pair
    static HWY_INLINE void subtract(const Pair& factor, const Pair& pair, Pair& value) {
        value.re = hn::NegMulAdd(factor.re, pair.re, value.re);
        value.im = hn::NegMulAdd(factor.re, pair.im, value.im);
        value.re = hn::MulAdd(factor.im, pair.im, value.re);
        value.im = hn::NegMulAdd(factor.im, pair.re, value.im);
    }

    static HWY_INLINE Pair times(const Pair& a, const Pair& b) {
        return {hn::NegMulAdd(a.im, b.im, hn::Mul(a.re, b.re)), hn::MulAdd(a.im, b.re, hn::Mul(a.re, b.im))};
    }

    static HWY_INLINE Vector square(const Pair& a) {
        return hn::MulAdd(a.re, a.re, hn::Mul(a.im, a.im));
    }

    static HWY_INLINE Pair reciprocal(const Pair& a, Vector square_of_a) {
        const Vector scale = hn::Div(hn::Set(Tag(), 1), square_of_a);
        return {hn::Mul(a.re, scale), hn::Neg(hn::Mul(a.im, scale))};
    }

    const Tag tag_{};
    const std::size_t lanes_ = hn::Lanes(tag_);
    const Reduction& reduction_;
    std::size_t frequency_;
    const Complex* matrix_;
    std::size_t ports_, rows_, columns_, singles_;
    hwy::AlignedFreeUniquePtr<double[]> space_;
    const double* changes_ = nullptr;  // of the first of these units
    std::size_t stride_ = 0, element_ = 0;
    Pair determinant_{};
    Vector least_{};
};

void solve(const Reduction& reduction, std::size_t k, const double* changes, std::size_t units,
           UnitAnswers& answers) {
    Group<hn::ScalableTag<double>> group(reduction, k);
    for (std::size_t unit = 0; unit < units; unit += group.lanes())
        group.solve(changes, answers.stride, unit, answers);
}

const char* name() {
    return hwy::TargetName(HWY_TARGET);
}

}  // namespace pin3::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

#include <Eigen/Dense>

#include <cmath>
#include <limits>

namespace pin3 {
namespace {

HWY_EXPORT(solve);
HWY_EXPORT(name);

constexpr double least_pivot = 1e-6;  // squared

// One unit again, with pivoting.
void solve_one(const Reduction& reduction, std::size_t k, std::span<const double> changes, std::size_t unit,
               UnitAnswers& answers) {
    const auto ports = static_cast<Eigen::Index>(reduction.ports());
    const auto rows = static_cast<Eigen::Index>(reduction.rows());
    const auto columns = static_cast<Eigen::Index>(reduction.columns());
    Eigen::MatrixXcd whole =
        Eigen::Map<const Eigen::Matrix<Complex, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>(
            reduction.at(k).data(), rows, columns);
    std::size_t element = 0;
    for (Eigen::Index j = 0; j < ports; ++j) {
        const std::size_t members = reduction.series().elements[static_cast<std::size_t>(j)].size();
        Complex sum = 0;
        for (std::size_t n = members; n > 0; --n, ++element)
            sum += (members == 1 ? Complex(1) : reduction.share(k, element)) *
                   changes[element * answers.stride + unit];
        whole.col(j) *= members == 1 ? sum : -sum / (1.0 + sum);
    }
    whole.topLeftCorner(ports, ports).diagonal().array() += 1;
    const Eigen::FullPivLU<Eigen::MatrixXcd> lu(whole.topLeftCorner(ports, ports));
    Eigen::MatrixXcd corner = whole.bottomRightCorner(rows - ports, columns - ports);
    if (lu.isInvertible())
        corner -= whole.bottomLeftCorner(rows - ports, ports) *
                  lu.solve(whole.topRightCorner(ports, columns - ports));
    else
        corner.setConstant(std::numeric_limits<double>::quiet_NaN());
    answers.determinant[unit] = lu.determinant().real();
    for (Eigen::Index i = 0; i < corner.rows(); ++i) {
        for (Eigen::Index j = 0; j < corner.cols(); ++j) {
            const std::size_t to =
                (static_cast<std::size_t>(i) * answers.drives + static_cast<std::size_t>(j)) *
                    answers.stride +
                unit;
            answers.re[to] = corner(i, j).real();
            answers.im[to] = corner(i, j).imag();
        }
    }
}

}  // namespace

void eliminate(const Reduction& reduction, std::size_t k, std::span<const double> changes, std::size_t units,
               UnitAnswers& answers) {
    HWY_DYNAMIC_DISPATCH(solve)(reduction, k, changes.data(), units, answers);
    for (std::size_t unit = 0; unit < units; ++unit)
        if (!(answers.pivot[unit] > least_pivot) || !std::isfinite(answers.re[unit]))
            solve_one(reduction, k, changes, unit, answers);
}

std::string instruction_set() {
    return HWY_DYNAMIC_DISPATCH(name)();
}

// Row i of the elimination takes out min(i, m) rows; row k of those has columns - k - 1 entries.
double multiply_adds(const Reduction& reduction) {
    double sum = 0;
    for (std::size_t i = 0; i < reduction.rows(); ++i)
        for (std::size_t k = 0; k < std::min(i, reduction.ports()); ++k)
            sum += static_cast<double>(reduction.columns() - k - 1);
    return sum;
}

}  // namespace pin3

#endif
